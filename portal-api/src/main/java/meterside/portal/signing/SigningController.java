package meterside.portal.signing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import meterside.portal.problem.NotFound;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Public keys, for whoever checks a signature with a program of their own. */
@RestController
class SigningController {

    private static final MediaType PEM = MediaType.parseMediaType("application/x-pem-file");

    private final SigningKeys keys;

    SigningController(SigningKeys keys) {
        this.keys = keys;
    }

    /** The key that signs first, then those that did. */
    record KeysView(List<KeyView> keys) {}

    record KeyView(String id, String publicKey, boolean signs) {}

    @GetMapping("/api/signing-keys")
    KeysView all() {
        return new KeysView(keys.all().stream()
                .map(key -> new KeyView(key.id(), key.base64(), key.equals(keys.current())))
                .toList());
    }

    @GetMapping("/api/signing-keys/{key}")
    ResponseEntity<byte[]> pem(@PathVariable String key) {
        var found = keys.find(key).orElseThrow(NotFound::new);
        return ResponseEntity.ok().contentType(PEM).body(found.pem().getBytes(StandardCharsets.US_ASCII));
    }
}
