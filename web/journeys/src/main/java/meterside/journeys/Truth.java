package meterside.journeys;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** What each question has to be answered, to the byte: by the MD5 of what was once found to be right. */
final class Truth {

    private final Map<String, String> digests = new ConcurrentHashMap<>();

    /** Takes an answer for the truth. */
    void take(Question question, Line.Answer answer) {
        digests.put(question.path(), digest(answer.orThrow(question.path()).body()));
    }

    /** @throws IllegalStateException if the answer is another: what was measured then is void */
    void check(Question question, Line.Answer answer) {
        var expected = Objects.requireNonNull(digests.get(question.path()), question.path());
        if (!expected.equals(digest(answer.orThrow(question.path()).body()))) {
            throw new IllegalStateException("not what is known of %s: %s".formatted(question.path(), answer.text()));
        }
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
