package meterside.portal.billfile;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import meterside.portal.row.Fault;
import meterside.portal.row.Faults;
import meterside.portal.row.RowFormat;

/** Reads a file of bills: CSV or JSON, plain or gzip, told by its first bytes and not by its name. */
public final class BillFile {

    private static final int BUFFER = 1 << 16;

    private BillFile() {}

    /**
     * What a file turned out to be.
     *
     * @param format csv or json
     */
    public record Content(String format, Totals totals) {}

    /**
     * Reads it to its end, handing on each bill and payment that is right by itself. Memory does not grow with the file.
     *
     * @param currency the only one taken
     * @param faults gets what is wrong; with any, nothing of the file should count
     * @throws IOException if it cannot be read
     */
    public static Content read(
            InputStream bytes, String currency, Consumer<Bill> bills, Consumer<PastPayment> payments, Faults faults)
            throws IOException {
        var assembly = new Assembly(currency, bills, payments, faults);
        var word = "csv";
        try {
            var text = text(bytes);
            var format = RowFormat.of(beginsWithBrace(text));
            word = format.word();
            format.read(text, assembly::take, faults);
        } catch (CharacterCodingException notText) {
            faults.add(0, Fault.Code.NOT_TEXT, "it is not UTF-8 throughout");
        } catch (ZipException damaged) {
            faults.add(0, Fault.Code.NOT_TEXT, "the gzip file is damaged: " + damaged.getMessage());
        } catch (java.io.EOFException cut) {
            faults.add(0, Fault.Code.NOT_TEXT, "the gzip file is cut off");
        }
        return new Content(word, assembly.end());
    }

    private static BufferedReader text(InputStream bytes) throws IOException {
        var buffered = new BufferedInputStream(bytes, BUFFER);
        buffered.mark(2);
        var isGzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        var plain = isGzip ? new GZIPInputStream(buffered, BUFFER) : buffered;
        return new BufferedReader(
                new InputStreamReader(
                        plain,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                BUFFER);
    }

    /** Passes over a byte order mark. */
    private static boolean beginsWithBrace(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        text.mark(BUFFER / 2);
        for (var n = 0; n < BUFFER / 2; n++) {
            var character = text.read();
            if (character < 0 || !Character.isWhitespace(character)) {
                text.reset();
                return character == '{';
            }
        }
        text.reset();
        return false;
    }
}
