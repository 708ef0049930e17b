package meterside.portal.signing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The installation's key for signatures (Ed25519, RFC 8032), and the public halves of those it had before: what these signed stays
 * good. A key that others got hold of is left out of the earlier ones, and nothing it signed is good any more.
 */
public final class SigningKeys {

    public static final String SETTING = "METERSIDE_SIGNING_KEY";
    public static final String EARLIER = "METERSIDE_EARLIER_SIGNING_KEYS";
    public static final String EXAMPLE = "what openssl rand -base64 32 prints";

    private static final int BYTES = 32;

    private final PrivateKey secret;
    private final SigningKey current;
    private final List<SigningKey> all;

    private SigningKeys(PrivateKey secret, SigningKey current, List<SigningKey> earlier) {
        this.secret = secret;
        this.current = current;
        this.all =
                Stream.concat(Stream.of(current), earlier.stream()).distinct().toList();
    }

    /**
     * {@return the keys of these settings}
     *
     * @param secret 32 random bytes in base64
     * @param earlier public keys as {@code /api/signing-keys} lists them, with spaces or commas between
     * @throws WrongKey if one is none
     */
    public static SigningKeys of(String secret, String earlier) {
        var pair = pair(secret.strip());
        var keys = new ArrayList<SigningKey>();
        for (var one : earlier.strip().split("[\\s,]+", -1)) {
            if (!one.isEmpty()) {
                keys.add(parse(one));
            }
        }
        return new SigningKeys(pair.getPrivate(), SigningKey.of(pair.getPublic()), keys);
    }

    private static SigningKey parse(String one) {
        try {
            return SigningKey.parse(one);
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new WrongKey(EARLIER, "each publicKey that /api/signing-keys listed, with spaces between");
        }
    }

    private static KeyPair pair(String base64) {
        try {
            var seed = Base64.getDecoder().decode(base64);
            if (seed.length == BYTES) {
                return pair(seed);
            }
        } catch (IllegalArgumentException notBase64) {
            // refused like one of another length
        }
        throw new WrongKey(SETTING, EXAMPLE);
    }

    /** The JDK makes a public key only where it makes the private one, of what a source of randomness gives it: here the seed. */
    private static KeyPair pair(byte[] seed) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
            var pair = generator.generateKeyPair();
            var used = ((EdECPrivateKey) pair.getPrivate()).getBytes();
            if (!Arrays.equals(seed, used.orElseThrow())) {
                throw new IllegalStateException("this JDK makes keys of Ed25519 in another way than RFC 8032 says");
            }
            return pair;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing); // every JDK since 15 has it
        }
    }

    private static final class Given extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final transient byte[] seed;

        Given(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }

    /** {@return the key that signs} */
    public SigningKey current() {
        return current;
    }

    /** {@return the key that signs, then the earlier ones} */
    public List<SigningKey> all() {
        return all;
    }

    Optional<SigningKey> find(String id) {
        return all.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** {@return 64 bytes; the same for the same content} */
    byte[] sign(byte[] content) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(secret);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
