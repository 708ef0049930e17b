package meterside.alerts.words;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import meterside.alerts.sender.Medium;

/** Prints a template as its reader would get it, with made-up facts: {@code Preview KIND --language es [--medium sms] [--html]}. */
public final class Preview {

    /** Kinds and their media, as docs/notices.md lists them. */
    static final Map<String, List<Medium>> KINDS = Map.ofEntries(
            Map.entry("usage-threshold", List.of(Medium.EMAIL, Medium.SMS)),
            Map.entry("usage-late", List.of(Medium.EMAIL, Medium.SMS)),
            Map.entry("usage-corrected", List.of(Medium.EMAIL, Medium.SMS)),
            Map.entry("summary", List.of(Medium.EMAIL, Medium.SMS)),
            Map.entry("verify-email", List.of(Medium.EMAIL)),
            Map.entry("verify-contact", List.of(Medium.EMAIL, Medium.SMS)),
            Map.entry("already-signed-up", List.of(Medium.EMAIL)),
            Map.entry("password-reset", List.of(Medium.EMAIL)),
            Map.entry("password-changed", List.of(Medium.EMAIL)),
            Map.entry("factor-changed", List.of(Medium.EMAIL)),
            Map.entry("recovery-code-used", List.of(Medium.EMAIL)),
            Map.entry("login-added", List.of(Medium.EMAIL)),
            Map.entry("token-made", List.of(Medium.EMAIL)),
            Map.entry("contact-added", List.of(Medium.EMAIL, Medium.SMS)),
            Map.entry("contact-removed", List.of(Medium.EMAIL, Medium.SMS)),
            Map.entry("message", List.of(Medium.EMAIL)),
            Map.entry("bill-ready", List.of(Medium.EMAIL)),
            Map.entry("payment-received", List.of(Medium.EMAIL)),
            Map.entry("payment-failed", List.of(Medium.EMAIL)),
            Map.entry("payment-returned", List.of(Medium.EMAIL)),
            Map.entry("payment-scheduled", List.of(Medium.EMAIL)),
            Map.entry("autopay-set", List.of(Medium.EMAIL)),
            Map.entry("autopay-ended", List.of(Medium.EMAIL)),
            Map.entry("autopay-coming", List.of(Medium.EMAIL)),
            Map.entry("autopay-above-limit", List.of(Medium.EMAIL)),
            Map.entry("autopay-paused", List.of(Medium.EMAIL)),
            Map.entry("refund-done", List.of(Medium.EMAIL)),
            Map.entry("method-added", List.of(Medium.EMAIL)),
            Map.entry("method-removed", List.of(Medium.EMAIL)),
            Map.entry("stopped", List.of(Medium.SMS)),
            Map.entry("started", List.of(Medium.SMS)),
            Map.entry("help", List.of(Medium.SMS)));

    static final List<String> LANGUAGES = List.of("en", "es");

    static final Map<String, Object> FACTS = Map.ofEntries(
            Map.entry("commodity", "water"),
            Map.entry("day", "2026-11-21"),
            Map.entry("value", "412.5"),
            Map.entry("threshold", "400"),
            Map.entry("unit", "gal"),
            Map.entry("by", "2026-11-21T17:00-05:00"),
            Map.entry("at", "2026-11-21T17:05-05:00"),
            Map.entry("link", "https://my.riverton.example/accounts/12/evaluations/345"),
            Map.entry("count", 4),
            Map.entry("change", "added"),
            Map.entry("medium", "sms"),
            Map.entry("masked", "(•••) •••-0123"),
            Map.entry("subject", "A question about my meter"),
            Map.entry("name", "My spreadsheet"),
            Map.entry("text", "Is the number on the lid the serial?\nThank you."),
            Map.entry("from", "ann@example.com"),
            Map.entry("account", "A-1001"),
            Map.entry("bill", "5501"),
            Map.entry("dueOn", "2026-12-12"),
            Map.entry("debitOn", "2026-12-09"),
            Map.entry("paidAt", "2026-11-21T17:05-05:00"),
            Map.entry("zone", "America/New_York"),
            Map.entry("receipt", "100417"),
            Map.entry("amountCents", 18_314),
            Map.entry("feeCents", 245),
            Map.entry("totalCents", 18_559),
            Map.entry("owedCents", 9_610),
            Map.entry("returnFeeCents", 2_500),
            Map.entry("mostCents", 15_000),
            Map.entry("method", "card"),
            Map.entry("label", "Visa"),
            Map.entry("last4", "4242"),
            Map.entry("reason", "insufficient_funds"),
            Map.entry("returns", 2),
            Map.entry(
                    "parts",
                    List.of(Map.of(
                            "account",
                            "A-1001",
                            "amountCents",
                            18_314,
                            "creditCents",
                            1_000,
                            "owedCents",
                            0,
                            "lines",
                            List.of(
                                    line("water", "service", 6_214),
                                    line("electricity", "service", 10_100),
                                    line("electricity", "penalty", 1_000))))));

    private static Map<String, Object> line(String service, String charge, long cents) {
        return Map.of("service", service, "charge", charge, "bill", "5501", "dueOn", "2026-12-12", "paysCents", cents);
    }

    private Preview() {}

    public static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var kind = args.length == 0 ? "" : args[0];
        var media = KINDS.get(kind);
        if (media == null) {
            System.err.println("Use: notice preview KIND [--language en|es] [--medium email|sms] [--html]; kinds: "
                    + String.join(", ", KINDS.keySet().stream().sorted().toList()));
            System.exit(2);
            return;
        }
        var wanted = option(args, "--medium", "");
        var words = new Words(new City(
                setting("METERSIDE_CITY_NAME", "Riverton Utilities"),
                setting("METERSIDE_CITY_PHONE", "555-010-0142"),
                setting("METERSIDE_PUBLIC_URL", "https://my.riverton.example"),
                ZoneId.of(setting("METERSIDE_UTILITY_ZONE", "America/New_York"))));
        for (var medium : media) {
            if (wanted.isEmpty() || wanted.equals(medium.code())) {
                print(
                        out,
                        words,
                        kind,
                        medium,
                        option(args, "--language", "en"),
                        Arrays.asList(args).contains("--html"));
            }
        }
    }

    private static void print(PrintStream out, Words words, String kind, Medium medium, String language, boolean html) {
        var stop = kind.startsWith("usage") || kind.equals("summary") ? "https://my.riverton.example/stop/17.AbCd" : "";
        var said = words.render(kind, medium, language, FACTS, "482913", stop);
        if (medium == Medium.SMS) {
            out.printf(
                    "--- text, %d characters, %d segment(s)%n%s%n%n",
                    said.text().length(), Gsm.segments(said.text()), said.text());
        } else {
            out.printf("--- e-mail%nSubject: %s%n%n%s%n", said.subject(), html ? said.html() : said.text());
        }
    }

    private static String option(String[] args, String name, String otherwise) {
        var at = Arrays.asList(args).indexOf(name);
        return at < 0 || at + 1 >= args.length ? otherwise : args[at + 1];
    }

    private static String setting(String name, String otherwise) {
        var value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
