package meterside.portal.row;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** RFC 4180, a record a row; the first cell says which kind it is, and the others are in a fixed order. */
final class CsvRows implements RowFormat {

    private static final Map<String, Row.Kind> KINDS =
            Arrays.stream(Row.Kind.values()).collect(Collectors.toMap(Row.Kind::word, Function.identity()));

    @Override
    public String word() {
        return "csv";
    }

    @Override
    public void read(Reader text, Predicate<Row> rows, Faults faults) throws IOException {
        try (var records = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .allowUnclosedQuote(false)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            var first = true;
            for (var record : records) {
                if (!read(record, first, rows, faults)) {
                    return;
                }
                first = false;
            }
        } catch (CsvParseException broken) {
            faults.add(0, Fault.Code.NOT_CSV, "it is no CSV any more: " + broken.getMessage());
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static boolean read(CsvRecord record, boolean first, Predicate<Row> rows, Faults faults) {
        var line = Math.toIntExact(record.getStartingLineNumber());
        var cells = record.getFields();
        var word = cells.getFirst().strip();
        var kind = KINDS.get(word);
        if (kind == null) {
            faults.add(
                    line,
                    Fault.Code.NOT_KNOWN,
                    "a row begins with %s, not with %s"
                            .formatted(
                                    word.isEmpty() ? "nothing" : word,
                                    String.join(
                                            ", ",
                                            KINDS.keySet().stream().sorted().toList())));
            return !first; // a file that begins so is not ours
        }
        var most = kind.fields().size() + 1;
        if (cells.size() > most && holdsText(cells.subList(most, cells.size()))) {
            faults.add(
                    line,
                    Fault.Code.UNKNOWN_FIELD,
                    "a %s has %d cells and this has %d".formatted(word, most, cells.size()));
            return true;
        }
        var row = new Row(line, kind);
        for (var cell = 1; cell < Math.min(cells.size(), most); cell++) {
            row.put(cell - 1, cells.get(cell));
        }
        return rows.test(row);
    }

    private static boolean holdsText(List<String> cells) {
        return cells.stream().anyMatch(cell -> !cell.isBlank());
    }
}
