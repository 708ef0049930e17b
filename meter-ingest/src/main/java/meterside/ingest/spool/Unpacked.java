package meterside.ingest.spool;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The text of a file, unpacked if it is gzip, whatever its name says. Unpacks as it is read, and no more than a file can
 * honestly hold: a few kilobytes must not become a terabyte of work.
 */
public final class Unpacked extends FilterInputStream {

    /** Reads of text pack to a fifth or a tenth; one line over and over to a thousandth. */
    private static final long MOST_TIMES = 400;

    private static final long ALWAYS_ALLOWED = 64L << 20;

    private final long most;
    private long read;

    /** A file whose packing is damaged: it is refused whole. */
    public static final class Damaged extends IOException {
        private static final long serialVersionUID = 1L;

        Damaged(String reason) {
            super(reason);
        }
    }

    private Unpacked(InputStream text, long most) {
        super(text);
        this.most = most;
    }

    /**
     * {@return the file's text}
     *
     * @throws Damaged now or while it is read
     */
    public static InputStream open(Path file) throws IOException {
        var bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        bytes.mark(2);
        var packed = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        if (!packed) {
            return bytes;
        }
        try {
            var text = new GZIPInputStream(bytes, 1 << 16);
            return new Unpacked(text, Math.max(ALWAYS_ALLOWED, Files.size(file) * MOST_TIMES));
        } catch (EOFException | ZipException damaged) {
            bytes.close();
            throw new Damaged("It is a gzip file that is cut off in its first bytes.");
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        try {
            var count = super.read(bytes, from, length);
            read += Math.max(0, count);
            if (read > most) {
                throw new Damaged("It unpacks to more than %d times its size, which no file of reads does."
                        .formatted(MOST_TIMES));
            }
            return count;
        } catch (EOFException cutOff) {
            throw new Damaged("It is a gzip file that is cut off before its end.");
        } catch (ZipException damaged) {
            throw new Damaged("It is a gzip file that is damaged.");
        }
    }
}
