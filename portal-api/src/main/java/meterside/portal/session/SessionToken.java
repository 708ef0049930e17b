package meterside.portal.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The 256-bit secret in the cookie. It is never stored or logged: the database knows only its SHA-256. */
final class SessionToken {

    /** The prefix makes browsers insist on Secure, Path=/ and no Domain, so that no other host can plant one. */
    static final String COOKIE = "__Host-session";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final String secret;

    private SessionToken(String secret) {
        this.secret = secret;
    }

    /** {@return a token nobody can guess} May wait for the system's randomness: not for an event loop. */
    static SessionToken random(SecureRandom random) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return new SessionToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** {@return the token the request carries, or empty if it carries none or something else} */
    static Optional<SessionToken> of(ServerHttpRequest request) {
        return Optional.ofNullable(request.getCookies().getFirst(COOKIE))
                .map(HttpCookie::getValue)
                .filter(value -> FORM.matcher(value).matches())
                .map(SessionToken::new);
    }

    /** {@return the SHA-256 in hex: what names the session everywhere but in the browser} */
    String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    ResponseCookie cookie() {
        return cookie(secret).build();
    }

    /** {@return the cookie that takes the cookie back} */
    static ResponseCookie noCookie() {
        return cookie("").maxAge(0).build();
    }

    /** Without Max-Age: it goes when the browser is closed, for the sake of shared computers. */
    private static ResponseCookie.ResponseCookieBuilder cookie(String value) {
        return ResponseCookie.from(COOKIE, value)
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite("Lax");
    }
}
