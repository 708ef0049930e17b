package meterside.portal.lifecycle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import meterside.portal.wish.Kind;
import meterside.portal.wish.Part;
import meterside.portal.wish.Wish;
import org.jspecify.annotations.Nullable;

/**
 * A payment: what was wished, and where it stands.
 *
 * @param wish its key is the payment's id
 * @param effectiveOn the utility's day on which it counts: when it was initiated, not when it settled (PY14)
 */
public record Payment(Wish wish, String currency, Instant createdAt, LocalDate effectiveOn, Standing standing) {

    /**
     * Where a payment stands.
     *
     * @param reason why it failed or came back: a stable word, or the bank's code
     * @param session its hosted page
     * @param providerPayment what the provider calls it
     * @param pageUrl where it is paid, while it waits
     * @param lookAt when it is asked about or debited next; null when it rests
     * @param receipt its receipt's number, once the money is there
     */
    public record Standing(
            State state,
            @Nullable String reason,
            @Nullable String session,
            @Nullable String providerPayment,
            @Nullable String pageUrl,
            Instant since,
            @Nullable Instant lookAt,
            @Nullable Long receipt) {

        /** {@return the same, with the names that the provider gives it} */
        public Standing knowing(News news) {
            return new Standing(
                    state,
                    reason,
                    later(session, news.session()),
                    later(providerPayment, news.providerPayment()),
                    later(pageUrl, news.pageUrl()),
                    since,
                    lookAt,
                    receipt);
        }

        private static @Nullable String later(@Nullable String before, @Nullable String now) {
            return now == null ? before : now;
        }
    }

    public UUID id() {
        return wish.key();
    }

    public State state() {
        return standing.state();
    }

    public Kind kind() {
        return wish.kind();
    }

    public List<Part> parts() {
        return wish.parts();
    }

    /** {@return what is taken in all} */
    public long totalCents() {
        return wish.amountCents() + wish.feeCents();
    }

    /** {@return the same payment, standing elsewhere} */
    public Payment at(Standing other) {
        return new Payment(wish, currency, createdAt, effectiveOn, other);
    }
}
