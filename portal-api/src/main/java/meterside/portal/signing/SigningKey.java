package meterside.portal.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.EdECKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of a key that signs, or once signed.
 *
 * @param id the first 128 bits of the SHA-256 of its SubjectPublicKeyInfo, in hex: it follows from the key, so nobody can give it to another
 * @param base64 its SubjectPublicKeyInfo (RFC 8410)
 */
public record SigningKey(String id, String base64) {

    private static final int ID_BYTES = 16;
    private static final int CHARACTERS_OF_A_LINE = 64;

    static SigningKey of(PublicKey key) {
        var encoded = key.getEncoded();
        return new SigningKey(
                HexFormat.of().formatHex(sha256(encoded), 0, ID_BYTES),
                Base64.getEncoder().encodeToString(encoded));
    }

    /**
     * {@return the key that is written so}
     *
     * @throws GeneralSecurityException if it is none of Ed25519
     * @throws IllegalArgumentException if it is not base64
     */
    static SigningKey parse(String base64) throws GeneralSecurityException {
        var key = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        if (!(key instanceof EdECKey)) {
            throw new GeneralSecurityException("not a key of Ed25519");
        }
        return of(key);
    }

    /** {@return the key as openssl and other tools read it} */
    String pem() {
        var lines = base64.replaceAll("(.{%d})(?=.)".formatted(CHARACTERS_OF_A_LINE), "$1\n");
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n".formatted(lines);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has it
        }
    }
}
