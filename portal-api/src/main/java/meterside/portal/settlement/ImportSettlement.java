package meterside.portal.settlement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import meterside.db.Clocks;
import meterside.db.Settings;

/**
 * Takes the provider's settlement files and compares each with the ledger. Safe to repeat: the same bytes change nothing.
 *
 * <p>{@code ImportSettlement FILE…}. Ends with 0 when all were taken or known, whatever they differ in; with 2 and a sentence when one
 * was refused whole.
 */
public final class ImportSettlement {

    private static final String USAGE = "Use: settlement import FILE…";

    private ImportSettlement() {}

    public static void main(String[] arguments) {
        Settings.require(Map.of(
                "METERSIDE_DB_HOST", "127.0.0.1",
                "METERSIDE_DB_PORT", "5432",
                "METERSIDE_DB_NAME", "meterside",
                "METERSIDE_DB_PASSWORD", "a long random word"));
        var settings = new Settings(System.getenv());
        try {
            if (arguments.length == 0) {
                throw new SettlementFile.Refused(USAGE);
            }
            for (var file : List.of(arguments)) {
                System.out.println(take(Path.of(file), settings));
            }
        } catch (SettlementFile.Refused | IOException refusal) {
            System.err.println(
                    refusal instanceof IOException ? "Cannot read " + refusal.getMessage() : refusal.getMessage());
            System.exit(2);
        }
    }

    /** {@return what was found, in a sentence} */
    static String take(Path path, Settings settings) throws IOException {
        var bytes = Files.readAllBytes(path);
        var name = String.valueOf(path.getFileName());
        SettlementFile file;
        try {
            file = SettlementFile.read(name, bytes);
        } catch (SettlementFile.Refused refusal) {
            throw new SettlementFile.Refused("%s is refused. %s".formatted(name, refusal.getMessage()));
        }
        var zone = ZoneId.of(settings.orElse("METERSIDE_UTILITY_ZONE", "America/New_York"));
        var now = Clocks.fromEnvironment(settings).instant();
        if (!file.day().isBefore(now.atZone(zone).toLocalDate())) {
            throw new SettlementFile.Refused("%s is refused. %s is not over yet.".formatted(name, file.day()));
        }
        var found = new ReconciliationRepository(settings).take(name, bytes, file, zone, now);
        return found.isNew()
                ? "%s: %d lines of %s. Differences: %d opened, %d closed, %d open in all."
                        .formatted(name, file.lines().size(), file.day(), found.opened(), found.closed(), found.open())
                : "%s: known, nothing changed.".formatted(name);
    }
}
