package meterside.alerts.words;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/** What the codes of bills and payments are called in one language: services, ways to pay, reasons. */
final class Terms {

    private final Properties terms = new Properties();

    private Terms() {}

    /** {@return the terms beside the language's templates} */
    static Terms of(String language) {
        var found = new Terms();
        var path = "words/%s/terms.properties".formatted(language);
        var file = Objects.requireNonNull(Terms.class.getClassLoader().getResourceAsStream(path), path);
        try (var reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            found.terms.load(reader);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found;
    }

    /** {@return such as Water; the code itself for a service we have no word for} */
    String service(String code) {
        return terms.getProperty("service." + code, code);
    }

    /** {@return such as late fee; empty for what needs no word beside its service} */
    String charge(String kind) {
        return terms.getProperty("charge." + kind, "");
    }

    /**
     * {@return such as Visa ending in 4242, bank account ending in 6789, or cash}
     *
     * @param label brand or bank, or empty
     * @param last4 or empty
     */
    String method(String kind, String label, String last4) {
        var what = label.isEmpty() ? terms.getProperty("method." + kind, kind) : label;
        return last4.isEmpty()
                ? what
                : terms.getProperty("method.ending").replace("{0}", what).replace("{1}", last4);
    }

    /** {@return the word for a fee of nothing} */
    String none() {
        return terms.getProperty("none");
    }

    /** {@return such as $5.00 in credit, of an amount the utility owes} */
    String credit(String amount) {
        return terms.getProperty("credit").replace("{0}", amount);
    }

    /** {@return the sentence for our word or the provider's code, however it is written; empty for one that is not known} */
    String reason(String code) {
        var exact = terms.getProperty("reason." + code);
        return exact != null
                ? exact
                : terms.getProperty("reason." + code.toLowerCase(Locale.ROOT).replace('_', '-'), "");
    }
}
