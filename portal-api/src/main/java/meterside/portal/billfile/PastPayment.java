package meterside.portal.billfile;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A payment that the billing system took before it was ours to take them.
 *
 * @param account the account's number
 * @param on the utility's day on which it counts
 * @param cents positive
 * @param reference the billing system's own, once per account: the same again is the same payment
 */
public record PastPayment(int line, String account, LocalDate on, long cents, String reference) {

    /** {@return the payment's id, always the same for the same account and reference} */
    public UUID id() {
        return UUID.nameUUIDFromBytes(
                "past payment %s %s".formatted(account, reference).getBytes(StandardCharsets.UTF_8));
    }

    /** {@return SHA-256 of what it says} */
    public byte[] fingerprint() {
        return Fingerprint.sha256("%s %s %d %s".formatted(account, on, cents, reference));
    }
}
