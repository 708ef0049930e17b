package meterside.portal.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import meterside.testing.Backing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** Idea X15: flip any byte and it is invalid; who checks needs no network and none of our code. */
class SignerTest {

    /** RFC 8032, section 7.1, test 1: the secret key, the public key and the signature of nothing. */
    private static final String SECRET = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    private static final String PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    private static final String OF_NOTHING = "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";

    /** What openssl answers: {@code openssl pkey -pubin -outform DER | sha256sum | cut -c1-32}. */
    private static final String ID = "06e3fd8fda29bb60ab59557de61edb0a";

    private static final SigningKeys KEYS = SigningKeys.of(base64(SECRET), "");
    private static final String OTHER = base64(SECRET.replace('9', '8'));
    private static final Clock THEN = Clock.fixed(Instant.parse("2026-11-03T20:00:00.123Z"), ZoneOffset.UTC);
    private static final String NAME = "usage-water-2026-10-01-2026-11-01-day.csv";
    private static final byte[] FILE =
            "start,end,usage\r\n2026-10-01,2026-10-02,312.5\r\n".getBytes(StandardCharsets.UTF_8);

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    private static Map<String, byte[]> signed(SigningKeys keys, Flux<byte[]> parts) throws IOException {
        var zip = new ByteArrayOutputStream();
        new Signer(keys, THEN, "Riverton Utilities")
                .zipped(NAME, parts)
                .toIterable()
                .forEach(zip::writeBytes);
        var files = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip.toByteArray()))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    /** {@return what is wrong, by the JDK's own means and the text of docs/signatures.md} */
    private static String check(byte[] file, byte[] signature, SigningKey key) throws Exception {
        var lines = new String(signature, StandardCharsets.UTF_8).split("\n\n", 2);
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key.base64()))));
        verifier.update((lines[0] + "\n").getBytes(StandardCharsets.UTF_8));
        if (!verifier.verify(Base64.getDecoder().decode(lines[1].strip()))) {
            return "not ours";
        }
        var digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(file));
        return lines[0].contains("\nsha512: " + digest + "\n") ? "" : "changed";
    }

    @Test
    void keysAndSignaturesAreThoseOfTheStandard() {
        assertThat(KEYS.current().base64()).isEqualTo(base64("302a300506032b6570032100" + PUBLIC));
        assertThat(KEYS.current().id()).isEqualTo(ID);
        assertThat(HexFormat.of().formatHex(KEYS.sign(new byte[0]))).isEqualTo(OF_NOTHING);
    }

    @Test
    void isOfTheFileAndOfEveryByteOfIt() throws Exception {
        var files = signed(KEYS, Flux.just(FILE));

        assertThat(files.keySet()).containsExactly(NAME, NAME + ".sig");
        assertThat(files.get(NAME)).isEqualTo(FILE);
        var signature = files.getOrDefault(NAME + ".sig", new byte[0]);
        assertThat(new String(signature, StandardCharsets.UTF_8))
                .startsWith("Meterside signature 1\nfile: %s\nbytes: %d\nsha512: ".formatted(NAME, FILE.length))
                .contains("\nsigned: 2026-11-03T20:00:00Z\nsigner: Riverton Utilities\nkey: %s\n\n".formatted(ID));
        assertThat(check(FILE, signature, KEYS.current())).isEmpty();
        for (var i = 0; i < FILE.length; i++) {
            assertThat(check(flipped(FILE, i), signature, KEYS.current()))
                    .as("byte %d", i)
                    .isEqualTo("changed");
        }
        assertThat(check(Arrays.copyOf(FILE, FILE.length - 1), signature, KEYS.current()))
                .isEqualTo("changed");
        var said = new String(signature, StandardCharsets.UTF_8).indexOf("\n\n");
        for (var i = 0; i < said; i++) {
            assertThat(check(FILE, flipped(signature, i), KEYS.current()))
                    .as("byte %d of the signature", i)
                    .isEqualTo("not ours");
        }
        assertThat(check(FILE, signature, SigningKeys.of(OTHER, "").current())).isEqualTo("not ours");
    }

    private static byte[] flipped(byte[] bytes, int at) {
        var other = bytes.clone();
        other[at] ^= 4;
        return other;
    }

    @Test
    void aLongFileGoesByInSmallPieces() throws Exception {
        var random = new Random(5);
        var parts = Flux.range(0, 2_000).map(n -> {
            var part = new byte[random.nextInt(9_000)];
            random.nextBytes(part);
            return part;
        });
        var largest = new Signer(KEYS, THEN, "x")
                .zipped("long", parts)
                .toStream()
                .mapToInt(piece -> piece.length)
                .max();

        assertThat(largest.orElseThrow()).isEqualTo(4096);
        assertThatThrownBy(() -> signed(KEYS, Flux.just(FILE).concatWith(Flux.error(new IOException("away")))))
                .hasMessageContaining("away");
    }

    @Test
    void opensslSaysTheSameAsTheManualHasIt(@TempDir Path folder) throws Exception {
        var openssl = run(folder, "openssl version") == 0;
        if (!openssl) {
            System.out.println("Signatures were not checked by openssl: there is none here.");
        }
        assumeTrue(openssl, "not run: there is no openssl");
        var commands = Pattern.compile("(?ms)^```sh\\n(sed.*?)^```")
                .matcher(Files.readString(Backing.root().resolve("docs/signatures.md")));
        assertThat(commands.find()).isTrue();
        for (var file : signed(KEYS, Flux.just(FILE)).entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(folder.resolve("key.pem"), KEYS.current().pem());

        assertThat(run(folder, commands.group(1))).isZero();
        Files.write(folder.resolve(NAME), flipped(FILE, 20));
        assertThat(run(folder, commands.group(1))).as("another file").isNotZero();
        Files.write(folder.resolve(NAME), FILE);
        Files.writeString(
                folder.resolve("key.pem"), SigningKeys.of(OTHER, "").current().pem());
        assertThat(run(folder, commands.group(1))).as("another key").isNotZero();
    }

    private static int run(Path folder, String commands) throws IOException, InterruptedException {
        var process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        process.environment().put("FILE", NAME);
        var running = process.start();
        running.getInputStream().readAllBytes();
        return running.waitFor();
    }

    @Test
    void anEarlierKeyIsStillKnownAndAWrongOneIsRefusedInASentence() {
        var earlier = KEYS.current();
        var keys = SigningKeys.of(OTHER, " " + earlier.base64() + ",\n" + earlier.base64());

        assertThat(keys.all()).containsExactly(keys.current(), earlier);
        assertThat(keys.find(ID)).contains(earlier);
        assertThat(SigningKeys.of(OTHER, keys.current().base64()).all()).hasSize(1);
        assertThatThrownBy(() -> SigningKeys.of("c2hvcnQ=", ""))
                .hasMessage(
                        "The setting METERSIDE_SIGNING_KEY is not a key: set it to what openssl rand -base64 32 prints");
        assertThatThrownBy(() -> SigningKeys.of("*", "")).isInstanceOf(WrongKey.class);
        assertThatThrownBy(() -> SigningKeys.of(OTHER, earlier.base64().replace('M', 'N')))
                .hasMessageStartingWith("The setting METERSIDE_EARLIER_SIGNING_KEYS is not a key");
    }
}
