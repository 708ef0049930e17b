package meterside.ingest.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import meterside.db.Settings;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code Ingest FILE… --feed NAME [--json]}: takes files in and returns when their reads are stored. Ends with 0 when
 * each was taken or known already, with 2 when one was refused whole, and with 1 when it could not be tried.
 */
public final class Ingest {

    /** Several at a time, since each waits a little for Kafka and the database. */
    private static final int IN_FLIGHT = 8;

    private static final int MANY_MILLIS = 150;
    private static final int FEW_MILLIS = 40;

    private final House house;
    private final String feed;
    private final Progress progress;

    private Ingest(House house, String feed, Progress progress) {
        this.house = house;
        this.feed = feed;
        this.progress = progress;
    }

    public static void main(String[] args) {
        var arguments = new ArrayList<String>();
        var feed = "";
        var json = false;
        for (var i = 0; i < args.length; i++) {
            if (args[i].equals("--feed") && i + 1 < args.length) {
                feed = args[++i];
            } else if (args[i].equals("--json")) {
                json = true;
            } else {
                arguments.add(args[i]);
            }
        }
        if (feed.isEmpty() || arguments.isEmpty() || arguments.stream().anyMatch(one -> one.startsWith("--"))) {
            System.err.println("Usage: ingest FILE… --feed NAME [--json]");
            System.exit(1);
        }
        try {
            var files = files(arguments);
            var house = new House(new Settings(System.getenv()));
            System.exit(new Ingest(house, feed, new Progress(files.size(), !json)).run(files, json));
        } catch (Settings.Missing | House.Unreachable | IOException failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    /** {@return the files, and those of a folder in the order of their names} */
    private static List<Path> files(List<String> arguments) throws IOException {
        var files = new ArrayList<Path>();
        for (var argument : arguments) {
            var path = Path.of(argument);
            if (Files.isDirectory(path)) {
                try (var found = Files.list(path)) {
                    found.filter(Files::isRegularFile)
                            .filter(file -> !file.getFileName().toString().startsWith("."))
                            .sorted()
                            .forEach(files::add);
                }
            } else if (Files.isReadable(path)) {
                files.add(path);
            } else {
                throw new IOException("There is no file %s that can be read.".formatted(path));
            }
        }
        return files;
    }

    private int run(List<Path> files, boolean json) {
        var code = 0;
        try (var workers =
                Executors.newFixedThreadPool(IN_FLIGHT, Thread.ofVirtual().factory())) {
            var results = new ArrayList<Future<ObjectNode>>();
            for (var file : files) {
                results.add(workers.submit((Callable<ObjectNode>) () -> take(file)));
            }
            for (var result : results) {
                var report = result.get();
                progress.clear();
                System.out.println(json ? report.toString() : Sentence.of(report));
                code = report.path("outcome").asString().equals("refused") ? 2 : code;
            }
        } catch (ExecutionException failed) {
            progress.clear();
            System.err.println(
                    failed.getCause() == null
                            ? failed.getMessage()
                            : failed.getCause().getMessage());
            return 1;
        } catch (InterruptedException stopped) {
            return 1;
        }
        return code;
    }

    private ObjectNode take(Path file) throws IOException, InterruptedException {
        var answer = house.send(feed, file);
        if (answer.status() == 422) {
            return refused(file, answer.detail());
        }
        if (answer.status() >= 400) {
            throw new House.Unreachable(answer.detail());
        }
        var pause = FEW_MILLIS;
        while (!answer.json().has("outcome")) {
            Thread.sleep(pause);
            pause = Math.min(MANY_MILLIS, pause * 2);
            answer = house.get("/files/" + answer.json().path("sha256").asString());
            if (answer.status() >= 500) {
                continue; // the database may be away for a moment; the file is safe
            }
            progress.file(
                    file,
                    answer.json().path("blocksStored").asInt(0),
                    answer.json().path("blocks").asInt(1));
        }
        progress.file(file, 1, 1);
        var report = (ObjectNode) answer.json();
        return report.put("file", file.toString());
    }

    private ObjectNode refused(Path file, String reason) {
        return new JsonMapper()
                .createObjectNode()
                .put("file", file.toString())
                .put("feed", feed)
                .put("outcome", "refused")
                .put("reason", reason);
    }
}
