package meterside.alerts.receipt;

import java.time.Clock;
import java.util.Map;
import meterside.alerts.notice.Notices;
import meterside.alerts.sender.Trouble;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Applies what providers tell: queued comes before sent, and sent before delivered or undelivered, however they arrive and
 * however often (AL24). Of delivered and undelivered, delivered counts: it reached somebody.
 */
@Component
class Receipts {

    /** Twilio's codes for numbers that no text will reach; https://www.twilio.com/docs/api/errors. */
    private static final Map<Integer, Trouble> ADDRESS = Map.of(
            30005, Trouble.INVALID, // unknown destination
            30006, Trouble.INVALID, // landline
            21610, Trouble.OPTED_OUT);

    private final ReceiptRepository receipts;
    private final Notices notices;
    private final TransactionOperations transaction;
    private final Clock clock;

    Receipts(ReceiptRepository receipts, Notices notices, PlatformTransactionManager transactions, Clock clock) {
        this.receipts = receipts;
        this.notices = notices;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** {@return how many were taken} Each is taken in one transaction with what it changes. */
    int take(int limit) {
        var taken = transaction.execute(status -> {
            var events = receipts.waiting(limit);
            for (var event : events) {
                apply(event);
                receipts.taken(event.id(), clock.instant());
            }
            return events.size();
        });
        return taken == null ? 0 : taken;
    }

    private void apply(Event event) {
        switch (event.kind() + " " + event.word()) {
            case "status delivered" -> receipts.delivered(event);
            case "status undelivered", "status failed" -> {
                receipts.undelivered(event).ifPresent(notices::tellByNextMedium);
                var trouble = trouble(event.error());
                if (trouble != null) {
                    receipts.addressFailed(event, trouble);
                }
            }
            case "status queued", "status accepted", "status sending", "status sent" -> receipts.accepted(event);
            case "reply wrong-number" -> receipts.wrongNumber(event);
            default -> {
                // STOP, START and HELP are the portal's; what we do not know changes nothing
            }
        }
    }

    private static @Nullable Trouble trouble(@Nullable Integer error) {
        return error == null ? null : ADDRESS.get(error);
    }
}
