package meterside.ingest.row;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads a CSV file with a header. Columns are found by name, in any order; unknown ones are refused, lest they be typos. */
public final class CsvRows {

    private CsvRows() {}

    /**
     * A row and the line it begins on.
     *
     * @param fields by column, without those that are empty
     * @param complete whether it has as many fields as there are columns; if not, which is which nobody can say
     */
    public record Row(int line, Map<String, String> fields, boolean complete) {}

    /**
     * {@return the rows}
     *
     * @param bytes UTF-8, with or without a byte order mark
     * @throws BadRow if the file as a whole cannot be read
     */
    public static List<Row> read(byte[] bytes, Set<String> needed, Set<String> allowed) throws BadRow {
        var text = text(bytes);
        var rows = new ArrayList<Row>();
        try (var reader = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            List<String> header = List.of();
            for (var line : reader) {
                if (header.isEmpty()) {
                    header = header(line, needed, allowed);
                } else {
                    rows.add(row(line, header));
                }
            }
            if (header.isEmpty()) {
                throw new BadRow("empty-file", "The file is empty; its first line names the columns.");
            }
            return rows;
        } catch (CsvParseException malformed) {
            throw new BadRow("malformed-csv", "The file is not proper CSV: %s.".formatted(malformed.getMessage()));
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private static String text(byte[] bytes) throws BadRow {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new BadRow("not-utf-8", "The file is not UTF-8 text.");
        }
    }

    private static List<String> header(CsvRecord line, Set<String> needed, Set<String> allowed) throws BadRow {
        var names = line.getFields().stream().map(String::strip).toList();
        var missing = new TreeSet<>(needed);
        missing.removeAll(names);
        var unknown = new TreeSet<>(names);
        unknown.removeAll(allowed);
        if (!missing.isEmpty()
                || !unknown.isEmpty()
                || names.size() != Set.copyOf(names).size()) {
            throw new BadRow(
                    "wrong-columns",
                    "The columns are %s; expected are %s."
                            .formatted(String.join(",", names), String.join(",", new TreeSet<>(allowed))));
        }
        return names;
    }

    private static Row row(CsvRecord line, List<String> header) {
        var fields = new HashMap<String, String>();
        var complete = line.getFieldCount() == header.size();
        for (var i = 0; i < header.size() && complete; i++) {
            var value = line.getField(i).strip();
            if (!value.isEmpty()) {
                fields.put(header.get(i), value);
            }
        }
        return new Row((int) line.getStartingLineNumber(), fields, complete);
    }
}
