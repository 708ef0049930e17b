package meterside.portal.billing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import meterside.db.Settings;
import meterside.portal.allocation.Policies;
import meterside.portal.allocation.Policy;
import meterside.portal.billfile.BillFile;
import meterside.portal.billfile.Report;
import meterside.portal.billfile.Stored;
import meterside.portal.incoming.Batches;
import meterside.portal.row.Fault;
import meterside.portal.row.Faults;

/**
 * Takes one file in one transaction: reads it into tables of its own, judges all of it there, and moves it to where it counts. A
 * kill at any point leaves nothing of it, and one thing that is wrong refuses it whole: money must agree with its totals.
 */
final class Import {

    private final Settings settings;
    private final Clock clock;
    private final String currency;
    private final ZoneId zone;
    private final Policy policy;

    Import(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.currency = settings.orElse("METERSIDE_CURRENCY", "USD");
        this.zone = ZoneId.of(settings.orElse("METERSIDE_UTILITY_ZONE", "America/New_York"));
        this.policy = Policies.find(settings.orElse(Policies.SETTING, Policies.USUAL));
    }

    /** It could not be tried; the message is for the operator. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(String message, Exception cause) {
            super(message, cause);
        }
    }

    Report take(Path file) {
        var name = String.valueOf(file.getFileName());
        try (var db = new ImportRepository(settings, clock)) {
            var sha256 = sha256(file);
            db.begin();
            if (db.knows(sha256)) {
                return Report.known(file.toString());
            }
            var faults = new Faults();
            var content = stage(file, sha256, db, faults);
            db.check(faults);
            var stored = Stored.NOTHING;
            if (faults.isEmpty()) {
                var about = new About(sha256, name, content, currency, zone, policy, clock.instant());
                stored = db.store(about, faults);
            }
            if (!faults.isEmpty()) {
                return Report.refused(file.toString(), content.totals(), faults);
            }
            var unbilled = db.unbilled();
            db.commit();
            return Report.taken(file.toString(), content.totals(), stored, unbilled);
        } catch (IOException unreadable) {
            throw new Failed("%s cannot be read: %s".formatted(file, unreadable.getMessage()), unreadable);
        }
    }

    /** Reading goes on while what was read before is copied into the database. */
    private BillFile.Content stage(Path file, byte[] sha256, ImportRepository db, Faults faults) throws IOException {
        var digest = digest();
        try (var bytes = new DigestInputStream(Files.newInputStream(file), digest);
                var batches = new Batches(db::stage)) {
            var open = new FilterInputStream(bytes) {
                @Override
                public void close() {
                    // parsers close what they read, and the digest wants the rest
                }
            };
            var content = BillFile.read(open, currency, batches::add, batches::add, faults);
            batches.finish();
            bytes.transferTo(OutputStream.nullOutputStream());
            if (faults.isEmpty() && !Arrays.equals(digest.digest(), sha256)) {
                faults.add(0, Fault.Code.FILE_CHANGED, "the file changed while it was read");
            }
            return content;
        }
    }

    private static byte[] sha256(Path file) throws IOException {
        var digest = digest();
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        return digest.digest();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
