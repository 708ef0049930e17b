package meterside.ingest.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Where files lie: those in work in the spool, by their SHA-256; those that are stored in the archive, by feed and
 * month. All within one folder, so that a file moves in one step and is never half there.
 */
public final class Spool {

    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("yyyy-MM").withZone(ZoneOffset.UTC);

    private final Path archive;
    private final Path spool;

    /** Makes the folders and clears away uploads that were cut off. */
    public Spool(Path archive) throws IOException {
        this.archive = archive;
        this.spool = Files.createDirectories(archive.resolve(".spool"));
        for (var unfinished : list(".part")) {
            Files.delete(unfinished); // an upload that a stop has cut off: whoever sent it was told nothing
        }
    }

    /** Bytes on disk that have no place of their own yet. */
    public record Incoming(Path file, String sha256, long bytes) {}

    /** Writes what is sent to disk. */
    public Incoming receive(InputStream sent) throws IOException {
        var file = Files.createTempFile(spool, "", ".part");
        var digest = sha256();
        try (var out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            var bytes = sent.transferTo(out);
            return new Incoming(file, HexFormat.of().formatHex(digest.digest()), bytes);
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    /** {@return the SHA-256 of a file that lies elsewhere, in hexadecimal} */
    public static String sha256(Path file) throws IOException {
        var digest = sha256();
        try (var out = new DigestOutputStream(java.io.OutputStream.nullOutputStream(), digest)) {
            Files.copy(file, out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Moves a file into the spool, in place of the same one if it is there. */
    public void put(Path file, String sha256, boolean fromDrop) throws IOException {
        move(file, spool.resolve(sha256 + (fromDrop ? ".drop" : ".push")));
    }

    /** {@return where the file lies while it is in work} */
    public Optional<Path> find(String sha256) {
        return List.of(".drop", ".push").stream()
                .map(ending -> spool.resolve(sha256 + ending))
                .filter(Files::exists)
                .findFirst();
    }

    /** {@return the SHA-256 of every file in the spool} */
    public List<String> all() throws IOException {
        return java.util.stream.Stream.concat(list(".drop").stream(), list(".push").stream())
                .map(file -> file.getFileName().toString().substring(0, 64))
                .distinct()
                .toList();
    }

    /** Deletes what nobody claimed. */
    public void forget(String sha256) throws IOException {
        var spooled = find(sha256);
        if (spooled.isPresent()) {
            Files.delete(spooled.get());
        }
    }

    /** Moves a stored file into the archive; done again, nothing happens. */
    public void archive(String sha256, String feed, String name, Instant receivedAt) throws IOException {
        var place = archive.resolve(feed).resolve(MONTH.format(receivedAt));
        var spooled = find(sha256);
        if (spooled.isPresent()) {
            Files.createDirectories(place);
            move(spooled.get(), place.resolve(sha256.substring(0, 16) + "-" + name));
        }
    }

    /** Takes a refused file out of the spool: back beside the drop folder, or away, since whoever pushed it has it. */
    public void refuse(String sha256, String name, String reason, Path refused) throws IOException {
        var spooled = find(sha256);
        if (spooled.isPresent() && spooled.get().toString().endsWith(".drop")) {
            giveBack(spooled.get(), refused, name, reason);
        } else if (spooled.isPresent()) {
            Files.delete(spooled.get());
        }
    }

    /** Puts a file into the folder of refused ones, with the reason beside it. */
    public static void giveBack(Path file, Path refused, String name, String reason) throws IOException {
        Files.createDirectories(refused);
        Files.writeString(refused.resolve(name + ".reason.txt"), reason + "\n");
        move(file, refused.resolve(name));
    }

    private List<Path> list(String ending) throws IOException {
        try (var files = Files.list(spool)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (java.nio.file.AtomicMoveNotSupportedException otherDisk) {
            var part = Files.createTempFile(to.getParent(), "", ".part");
            Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.delete(from);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
