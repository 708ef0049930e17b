package meterside.ingest.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import meterside.db.Settings;
import meterside.ingest.feed.Feeds;
import meterside.ingest.listener.Route;
import meterside.ingest.spool.Spool;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The folders, and what the listener does with files. */
@Configuration
class FileConfiguration {

    @Bean
    Spool spool(Settings settings) throws IOException {
        return new Spool(Path.of(settings.required("METERSIDE_ARCHIVE", "/var/lib/meterside/archive")));
    }

    /** {@code POST /files?feed=NAME&name=FILE} takes the bytes in; what becomes of them, GET tells. */
    @Bean
    Route pushFile(FileDesk desk, ReportRepository reports, Feeds feeds) {
        return route("POST", "/files", call -> {
            var feed = call.required("feed");
            var name = call.required("name");
            if (feeds.named(feed).isEmpty()) {
                throw new Route.Refusal(
                        422,
                        "unknown-feed",
                        "There is no feed named '%s'; there are %s.".formatted(feed, String.join(", ", feeds.names())));
            }
            var file = desk.push(call.body(), feed, name);
            return file.state() == SourceFile.State.STORED
                    ? new Route.Answer(200, reports.of(file).known())
                    : new Route.Answer(
                            202,
                            Map.of(
                                    "sha256",
                                    file.sha256(),
                                    "state",
                                    file.state().word()));
        });
    }

    /** {@code GET /files/SHA256} tells how far a file is, and in the end what became of it. */
    @Bean
    Route tellFile(SourceFileRepository files, ReportRepository reports) {
        return route("GET", "/files/", call -> {
            if (!call.rest().matches("[0-9a-f]{64}")) {
                throw new Route.Refusal(404, "file-not-found", "There is no file with this SHA-256.");
            }
            var file = files.find(call.rest())
                    .orElseThrow(() -> new Route.Refusal(404, "file-not-found", "There is no file with this SHA-256."));
            return new Route.Answer(200, file.state().isFinal() ? reports.of(file) : progress(file, files));
        });
    }

    private static Map<String, Object> progress(SourceFile file, SourceFileRepository files) {
        var progress = new HashMap<String, Object>(Map.of(
                "file",
                file.name(),
                "sha256",
                file.sha256(),
                "feed",
                file.feed(),
                "state",
                file.state().word()));
        if (file.blocks() != null) {
            progress.put("blocks", file.blocks());
            progress.put("blocksStored", files.blocksStored(file.id()));
        }
        return progress;
    }

    private interface Work {
        Route.Answer answer(Route.Call call) throws IOException;
    }

    private static Route route(String method, String path, Work work) {
        return new Route() {
            @Override
            public String method() {
                return method;
            }

            @Override
            public String path() {
                return path;
            }

            @Override
            public Answer answer(Call call) throws IOException {
                return work.answer(call);
            }
        };
    }
}
