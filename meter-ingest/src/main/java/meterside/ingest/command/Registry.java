package meterside.ingest.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import meterside.db.Settings;
import tools.jackson.databind.JsonNode;

/**
 * {@code Registry load DIR}: sends the billing system's CSVs and prints what was loaded. May be repeated. Ends with 0
 * when all rows were taken, with 2 when some were refused, and with 1 when it could not be tried.
 */
public final class Registry {

    private Registry() {}

    public static void main(String[] args) {
        if (args.length != 2 || !args[0].equals("load")) {
            System.err.println("Usage: registry load DIR");
            System.exit(1);
        }
        try {
            var house = new House(new Settings(System.getenv()));
            var answer = house.post("/registry", zip(Path.of(args[1])));
            if (answer.status() >= 400) {
                System.err.println(answer.detail());
                System.exit(answer.status() == 422 ? 2 : 1);
            }
            print(answer.json());
            System.exit(answer.json().path("rejected").isEmpty() ? 0 : 2);
        } catch (Settings.Missing | House.Unreachable | IOException failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    private static byte[] zip(Path folder) throws IOException {
        List<Path> files;
        try (var found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new IOException("The folder %s cannot be read.".formatted(folder), unreadable);
        }
        if (files.isEmpty()) {
            throw new IOException("There is no CSV file in %s.".formatted(folder));
        }
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files) {
                zip.putNextEntry(new ZipEntry(String.valueOf(file.getFileName())));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static void print(JsonNode report) {
        report.path("loaded")
                .properties()
                .forEach(entry -> System.out.printf(
                        "%-22s %6d rows, %d of them new or changed%n",
                        entry.getKey(),
                        entry.getValue().asLong(),
                        report.path("changed").path(entry.getKey()).asLong()));
        for (var row : report.path("rejected")) {
            System.out.printf(
                    "%s line %d was refused: %s (%s)%n",
                    row.path("file").asString(),
                    row.path("line").asInt(),
                    row.path("detail").asString(),
                    row.path("code").asString());
        }
        list("Accounts without a usage point", report.path("accountsWithoutPoint"));
        list("Usage points without an account", report.path("pointsWithoutAccount"));
        list("Meters without reads", report.path("metersWithoutReads"));
    }

    private static void list(String what, JsonNode names) {
        if (!names.isEmpty()) {
            System.out.println("%s: %s"
                    .formatted(
                            what,
                            String.join(
                                    ", ",
                                    StreamSupport.stream(names.spliterator(), false)
                                            .map(JsonNode::asString)
                                            .toList())));
        }
    }
}
