package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipInputStream;

/** What the page that checks files, which is open, says of a signed file and of what somebody made of it. */
final class Checked {

    private Checked() {}

    /** @param name of its pictures */
    static void all(Visitor visitor, Path zip, String name) throws Exception {
        var files = files(Files.readAllBytes(zip));
        var file = files.getFirst();
        var signature = files.getLast();
        says(visitor, "valid", payload("usage.csv.zip", Files.readAllBytes(zip)));
        assertThat(visitor.page().locator("#facts").textContent()).contains("Riverton Utilities", "-day.csv");
        visitor.photograph(name);
        says(visitor, "valid", payload("renamed.csv", file), payload("signature.txt", signature));
        says(visitor, "needs-signature", payload("usage.csv", file));
        says(visitor, "valid", payload("usage.csv.sig", signature));
        var other = file.clone();
        other[other.length / 2] ^= 1;
        says(visitor, "changed", payload("usage.csv", other), payload("usage.csv.sig", signature));
        visitor.photograph(name + "-changed");
        says(visitor, "stranger", payload("usage.csv", file), payload("usage.csv.sig", byAStranger(signature)));
        says(visitor, "unreadable", payload("usage.csv.zip", new byte[] {'P', 'K', 3, 4, 0, 0}));
    }

    private static void says(Visitor visitor, String outcome, FilePayload... chosen) {
        visitor.page().locator("#files:enabled").setInputFiles(chosen);
        PlaywrightAssertions.assertThat(visitor.page().locator("[data-outcome]:visible"))
                .hasAttribute("data-outcome", outcome);
    }

    private static FilePayload payload(String name, byte[] bytes) {
        return new FilePayload(name, "application/octet-stream", bytes);
    }

    private static byte[] byAStranger(byte[] signature) throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var id = HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(pair.getPublic().getEncoded()),
                        0,
                        16);
        var said =
                new String(signature, StandardCharsets.UTF_8).split("\n\n", -1)[0].replaceFirst("key: .*", "key: " + id)
                        + "\n";
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(said.getBytes(StandardCharsets.UTF_8));
        return (said + "\n" + Base64.getEncoder().encodeToString(signer.sign()) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> files(byte[] zip) throws IOException {
        var files = new ArrayList<byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            while (in.getNextEntry() != null) {
                files.add(in.readAllBytes());
            }
        }
        return files;
    }
}
