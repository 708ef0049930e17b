package meterside.alerts.notice;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something to be told to one contact, once.
 *
 * @param key made of what caused it: kind, rule version, account, window start, contact; the same key is told once for good
 * @param kind which template, such as {@code usage-threshold}
 * @param account the account it is about
 * @param login whom it is for
 * @param contact contact.id; its address and language are looked up when it is sent
 * @param evaluation alert_evaluation.id, the decision it tells of; null if there was none
 * @param facts what the template says, as strings, numbers and booleans; times as ISO 8601 with offset
 * @param urgent whether it may come in quiet hours where the contact allows it
 * @param rest how long to wait before it is told
 * @param goodFor how long it is worth sending; null for ever
 */
public record Notice(
        String key,
        String kind,
        long account,
        long login,
        long contact,
        @Nullable Long evaluation,
        Map<String, Object> facts,
        boolean urgent,
        Duration rest,
        @Nullable Duration goodFor) {

    public Notice {
        if (key.isBlank() || kind.isBlank()) {
            throw new IllegalArgumentException("a notice has a key and a kind");
        }
        facts = Map.copyOf(facts);
    }
}
