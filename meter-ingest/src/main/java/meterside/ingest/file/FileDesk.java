package meterside.ingest.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import meterside.ingest.feed.Feeds;
import meterside.ingest.spool.Spool;
import org.springframework.stereotype.Component;

/** Takes files in, each once: what has been taken is known by its content, whatever its name. */
@Component
public class FileDesk {

    private static final int LONGEST_NAME = 120;

    private final Feeds feeds;
    private final Spool spool;
    private final SourceFileRepository files;
    private final Publisher publisher;

    FileDesk(Feeds feeds, Spool spool, SourceFileRepository files, Publisher publisher) {
        this.feeds = feeds;
        this.spool = spool;
        this.files = files;
        this.publisher = publisher;
    }

    /** {@return the file, which is in work or stored} */
    SourceFile push(InputStream sent, String feed, String name) throws IOException {
        var incoming = spool.receive(sent);
        var known = files.find(incoming.sha256());
        if (known.isPresent() && known.get().state() == SourceFile.State.STORED) {
            Files.delete(incoming.file());
            return known.get();
        }
        spool.put(incoming.file(), incoming.sha256(), false);
        return claim(incoming.sha256(), feed, name, incoming.bytes());
    }

    /** {@return why the file cannot be taken; else it is gone from the drop folder} */
    public Optional<String> drop(Path file, String feed) throws IOException {
        if (feeds.named(feed).isEmpty()) {
            return Optional.of("There is no feed named '%s'; there are %s: put the file into the folder of its feed."
                    .formatted(feed, String.join(", ", feeds.names())));
        }
        var sha256 = Spool.sha256(file);
        var known = files.find(sha256);
        if (known.isPresent() && known.get().state() == SourceFile.State.STORED) {
            Files.delete(file);
            return Optional.empty();
        }
        files.claim(sha256, feed, plain(file.getFileName().toString()), Files.size(file));
        spool.put(file, sha256, true);
        publisher.add(sha256);
        return Optional.empty();
    }

    private SourceFile claim(String sha256, String feed, String name, long bytes) {
        files.claim(sha256, feed, plain(name), bytes);
        publisher.add(sha256);
        return files.find(sha256).orElseThrow();
    }

    /** {@return the name without what a file system or a terminal cannot show, and not as a path} */
    private static String plain(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "_");
        var shortened = last.substring(Math.max(0, last.length() - LONGEST_NAME));
        return shortened.isBlank() || shortened.matches("\\.+") ? "unnamed" : shortened;
    }
}
