package meterside.portal.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A ZIP of a file of any length and its signature, a part at a time and in order. It keeps nothing of what it gave away but a digest,
 * and signs what it gave away, whatever was corrected meanwhile. For one reader, one call after another.
 */
final class Parcel implements AutoCloseable {

    /** A network connection asks for 128 pieces ahead, so small ones are what a slow reader costs. */
    private static final int PIECE = 4 * 1024;

    private final String name;
    private final Instant at;
    private final MessageDigest digest = sha512();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8);
    private long length;

    /** @param at when it is signed, to the second */
    Parcel(String name, Instant at) {
        this.name = name;
        this.at = at.truncatedTo(ChronoUnit.SECONDS);
        zip.setLevel(Deflater.BEST_SPEED);
        write(() -> zip.putNextEntry(entry(name)));
    }

    private interface Writing {
        void write() throws IOException;
    }

    private ZipEntry entry(String called) {
        var entry = new ZipEntry(called);
        entry.setTimeLocal(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
        return entry;
    }

    /** {@return what of the ZIP is ready to go} It may be nothing: bytes are gathered to be compressed. */
    List<byte[]> add(byte[] part) {
        digest.update(part);
        length += part.length;
        return written(() -> zip.write(part));
    }

    /** {@return the rest of the ZIP, the signature in it} */
    List<byte[]> end(SigningKeys keys, String signer) {
        return written(() -> {
            zip.closeEntry();
            zip.putNextEntry(entry(name + ".sig"));
            zip.write(signature(keys, signer).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.finish();
        });
    }

    /**
     * What is signed is this text and not the file itself: to sign the file, all of it would have to be held at once. The text names the
     * file's SHA-512, so that no other file fits it. docs/signatures.md has every line.
     */
    private String signature(SigningKeys keys, String signer) {
        var said = """
                Meterside signature 1
                file: %s
                bytes: %d
                sha512: %s
                signed: %s
                signer: %s
                key: %s
                """.formatted(
                        name,
                        length,
                        HexFormat.of().formatHex(digest.digest()),
                        at,
                        signer.replaceAll("\\p{Cntrl}", " "),
                        keys.current().id());
        var signed = keys.sign(said.getBytes(StandardCharsets.UTF_8));
        return said + "\n" + Base64.getEncoder().encodeToString(signed) + "\n";
    }

    /** Gives back what compressing takes outside the heap, also of a ZIP that nobody read to its end. */
    @Override
    public void close() {
        write(zip::close);
    }

    private static void write(Writing writing) {
        try {
            writing.write();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure); // there is no disk and no network behind it
        }
    }

    private List<byte[]> written(Writing writing) {
        write(writing);
        var ready = bytes.toByteArray();
        bytes.reset();
        return IntStream.iterate(0, from -> from < ready.length, from -> from + PIECE)
                .mapToObj(from -> Arrays.copyOfRange(ready, from, Math.min(from + PIECE, ready.length)))
                .toList();
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has it
        }
    }
}
