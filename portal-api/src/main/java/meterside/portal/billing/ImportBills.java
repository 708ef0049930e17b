package meterside.portal.billing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meterside.db.Clocks;
import meterside.db.Settings;
import meterside.portal.allocation.WrongPolicy;
import meterside.portal.billfile.Report;

/**
 * {@code ImportBills FILE… [--json]}: takes files of bills in, one after the other, each whole or not at all. The same file twice
 * changes nothing.
 *
 * <p>Works with the portal's own role. Ends with 0 when each was taken or known already, with 2 when one was refused, after which the
 * others are not tried, and with 1 when it could not be tried.
 */
public final class ImportBills {

    private static final String USAGE = "Usage: billing import FILE… [--json]";

    private ImportBills() {}

    public static void main(String[] arguments) {
        Settings.require(Map.of(
                "METERSIDE_DB_HOST", "127.0.0.1",
                "METERSIDE_DB_PORT", "5432",
                "METERSIDE_DB_NAME", "meterside",
                "METERSIDE_DB_PASSWORD", "a long random word"));
        System.exit(run(List.of(arguments), new Settings(System.getenv()), System.out, System.err));
    }

    /** {@return the exit code} */
    public static int run(List<String> arguments, Settings settings, Appendable out, Appendable err) {
        var files = new ArrayList<Path>();
        var json = false;
        for (var argument : arguments) {
            json |= argument.equals("--json");
            if (!argument.startsWith("--")) {
                files.add(Path.of(argument));
            }
        }
        if (files.isEmpty() || arguments.size() != files.size() + (json ? 1 : 0)) {
            say(err, USAGE);
            return 1;
        }
        try {
            var imports = new Import(settings, Clocks.fromEnvironment(settings));
            for (var file : files) {
                if (!Files.isReadable(file) || Files.isDirectory(file)) {
                    say(err, "There is no file %s that can be read.".formatted(file));
                    return 1;
                }
                var report = imports.take(file);
                say(out, json ? report.json() : report.text());
                if (report.outcome() == Report.Outcome.REFUSED) {
                    return 2;
                }
            }
            return 0;
        } catch (Import.Failed | WrongPolicy failed) {
            say(err, String.valueOf(failed.getMessage()));
            return 1;
        }
    }

    private static void say(Appendable to, String text) {
        try {
            to.append(text).append(System.lineSeparator());
        } catch (java.io.IOException nobodyListens) {
            throw new java.io.UncheckedIOException(nobodyListens);
        }
    }
}
