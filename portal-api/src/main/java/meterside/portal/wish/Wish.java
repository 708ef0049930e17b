package meterside.portal.wish;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Someone's wish to pay, once.
 *
 * @param key made by whoever wishes; it becomes the payment's id, so that the same wish said twice is one payment (PY2)
 * @param parts in order of account, each account once
 * @param feeCents on top, as it was told before (PY13); 0 at the counter
 * @param method the saved card or account to debit; null for the provider's page, and at the counter
 * @param on the utility's day on which to debit; null for now
 * @param save whether the provider is to keep the card or account
 * @param despite that a payment may be on its way already was said, and is accepted
 * @param language en or es
 * @param reference a cheque's number
 */
public record Wish(
        UUID key,
        Origin origin,
        Payer payer,
        Kind kind,
        List<Part> parts,
        long feeCents,
        @Nullable Long method,
        @Nullable LocalDate on,
        boolean save,
        boolean despite,
        String language,
        @Nullable String reference) {

    private static final int MOST_PARTS = 20;

    /** The least the provider takes in US dollars (docs.stripe.com/currencies, minimum charge amounts). */
    private static final long LEAST_CENTS = 50;

    /** @throws AmountRefused if there are no parts, too many, or two for one account */
    public Wish {
        parts = parts.stream().sorted(Comparator.comparingLong(Part::account)).toList();
        if (parts.isEmpty() || parts.size() > MOST_PARTS) {
            throw new AmountRefused("A payment goes to 1 to %d accounts.".formatted(MOST_PARTS));
        }
        if (parts.stream().map(Part::account).distinct().count() < parts.size()) {
            throw new AmountRefused("A payment names each account once.");
        }
        if (sum(parts) > Part.MOST_CENTS) {
            throw new AmountRefused("A payment is at most 999,999.99.");
        }
        if (kind.instrument().isPresent() && sum(parts) + feeCents < LEAST_CENTS) {
            throw new AmountRefused("At least 0.50 is taken from a card or a bank account.");
        }
        if (on != null && method == null) {
            throw new IllegalArgumentException("a day ahead needs a saved method");
        }
    }

    /**
     * Who pays.
     *
     * @param login whoever is signed in, or set the standing order
     * @param guestEmail where a guest wants the receipt
     * @param clerk who took it at the counter
     */
    public record Payer(
            @Nullable Long login,
            @Nullable String guestEmail,
            @Nullable Long clerk) {

        public static final Payer GUEST = new Payer(null, null, null);

        public static Payer customer(long login) {
            return new Payer(login, null, null);
        }

        public static Payer guest(String email) {
            return new Payer(null, email, null);
        }

        public static Payer clerk(long login) {
            return new Payer(null, null, login);
        }
    }

    /** {@return a payment on the provider's page} */
    public static Wish onPage(
            UUID key,
            Origin origin,
            Payer payer,
            Kind kind,
            List<Part> parts,
            long feeCents,
            boolean despite,
            String language) {
        return new Wish(key, origin, payer, kind, parts, feeCents, null, null, false, despite, language, null);
    }

    public long amountCents() {
        return sum(parts);
    }

    public List<Long> accounts() {
        return parts.stream().map(Part::account).toList();
    }

    /** {@return whether the provider shows a page for it} */
    public boolean isOnPage() {
        return method == null && kind.instrument().isPresent();
    }

    /**
     * {@return SHA-256 of what is asked for: the same key with another is refused}
     *
     * <p>That a collision was accepted is no other wish, nor is another language of the page.
     */
    public byte[] hash() {
        var text = "%s %s %s %s fee %d by %s on %s save %s reference %s for %s"
                .formatted(
                        key,
                        origin,
                        payer,
                        kind,
                        feeCents,
                        method,
                        on,
                        save,
                        reference,
                        parts.stream()
                                .map(part -> part.account() + "=" + part.cents())
                                .collect(Collectors.joining(",")));
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static long sum(List<Part> parts) {
        return parts.stream().mapToLong(Part::cents).sum();
    }
}
