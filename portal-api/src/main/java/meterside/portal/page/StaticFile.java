package meterside.portal.page;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;

/**
 * A file of the pages, in memory.
 *
 * @param bodies its bytes by content coding: {@code identity} always, {@code br} and {@code gzip} where there is such a
 *     file beside it
 */
record StaticFile(MediaType type, String tag, Map<String, byte[]> bodies) {

    private static final List<String> BEST_FIRST = List.of("br", "gzip", "identity");

    static StaticFile of(MediaType type, Map<String, byte[]> bodies) {
        var plain = bodies.get("identity");
        if (plain == null) {
            throw new IllegalArgumentException("a file has a plain form beside its compressed ones");
        }
        return new StaticFile(type, "W/\"" + DigestUtils.md5DigestAsHex(plain) + "\"", Map.copyOf(bodies));
    }

    /** {@return the file in the smallest form the browser takes} */
    ResponseEntity<byte[]> answer(String acceptEncoding, String cacheControl, String vary) {
        var coding = BEST_FIRST.stream()
                .filter(bodies::containsKey)
                .filter(known -> known.equals("identity") || accepts(acceptEncoding, known))
                .findFirst()
                .orElse("identity");
        var answer = ResponseEntity.ok()
                .contentType(type)
                .eTag(tag)
                .header(HttpHeaders.CACHE_CONTROL, cacheControl)
                .header(HttpHeaders.VARY, vary);
        if (!coding.equals("identity")) {
            answer.header(HttpHeaders.CONTENT_ENCODING, coding);
        }
        return answer.body(bodies.get(coding));
    }

    private static boolean accepts(String acceptEncoding, String coding) {
        for (var offer : acceptEncoding.split(",", -1)) {
            var words = offer.replace(" ", "").split(";", -1);
            if (words[0].equalsIgnoreCase(coding)) {
                return words.length < 2 || !words[1].matches("q=0(\\.0*)?");
            }
        }
        return false;
    }
}
