package meterside.portal.notice;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something to be told to one address, once.
 *
 * @param key made of what caused it, such as {@code verify-contact:<code's id>}; the same key is told once for good
 * @param kind which template, such as {@code password-changed}
 * @param account the account it is about, if it is about one
 * @param login whom it is for, if someone who signs in
 * @param facts what the template says, as docs/notices.md lists them: strings, numbers, booleans, and lists of such facts
 * @param secret a code to be told; wiped once it is sent
 * @param urgent whether it may come in quiet hours where the contact allows it; codes always may
 * @param goodFor how long it is worth sending; null for ever
 */
public record Notice(
        String key,
        String kind,
        @Nullable Long account,
        @Nullable Long login,
        Recipient to,
        Map<String, Object> facts,
        @Nullable String secret,
        boolean urgent,
        @Nullable Duration goodFor) {

    public Notice {
        if (key.isBlank() || kind.isBlank()) {
            throw new IllegalArgumentException("a notice has a key and a kind");
        }
        facts = Map.copyOf(facts);
    }
}
