package meterside.standins.checkout;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A card or a bank account as it may be kept. The number that was typed is gone when this is made; what is to become of
 * payments by it is its fate, which follows from Stripe's own test numbers.
 *
 * @param kind card or us_bank_account
 * @param brand such as visa; of a bank account the bank
 * @param fate ok; decline:CODE[:DECLINE_CODE]; saved-only (attaches, and is declined when charged); ask (the card's bank wants
 *     to know whether it is them); dispute:REASON or R-code; refund-fails; refund-waits; fail:CODE:R-code; stuck; verify (two small
 *     deposits are to be told first)
 * @param name of its holder, or empty
 */
public record Instrument(String kind, String brand, String last4, String fate, int month, int year, String name) {

    private static final Map<String, String> CARDS = Map.ofEntries(
            Map.entry("4242424242424242", "ok"),
            Map.entry("4000056655665556", "ok"),
            Map.entry("5555555555554444", "ok"),
            Map.entry("378282246310005", "ok"),
            Map.entry("6011111111111117", "ok"),
            Map.entry("4000000000000002", "decline:card_declined:generic_decline"),
            Map.entry("4000000000009995", "decline:card_declined:insufficient_funds"),
            Map.entry("4000000000009987", "decline:card_declined:lost_card"),
            Map.entry("4000000000000069", "decline:expired_card:expired_card"),
            Map.entry("4000000000000127", "decline:incorrect_cvc:incorrect_cvc"),
            Map.entry("4000000000000119", "decline:processing_error:processing_error"),
            Map.entry("4000000000000341", "saved-only"),
            Map.entry("4000002760003184", "ask"),
            Map.entry("4000000000000259", "dispute:fraudulent"),
            Map.entry("4000000000005126", "refund-fails"),
            Map.entry("4000000000007726", "refund-waits"));

    private static final Map<String, String> BANKS = Map.of(
            "000123456789", "ok",
            "000111111116", "fail:no_account:R03",
            "000111111113", "fail:account_closed:R02",
            "000222222227", "fail:insufficient_funds:R01",
            "000333333335", "fail:debit_not_authorized:R10",
            "000444444440", "fail:could_not_process:R17",
            "000555555559", "dispute:R10",
            "000666666661", "verify",
            "000000000009", "stuck");

    /** A field that was not filled in right, by its name in the page's form. */
    public static final class Wrong extends Exception {

        private static final long serialVersionUID = 1;

        public final String field;

        Wrong(String field) {
            super(field, null, false, false);
            this.field = field;
        }
    }

    /**
     * Takes what was typed for a card.
     *
     * @param expiry MM/YY
     * @throws Wrong when a field cannot be right
     */
    public static Instrument card(String typed, String expiry, String cvc, String name, YearMonth now) throws Wrong {
        var number = typed.replaceAll("[ -]", "");
        if (!number.matches("[0-9]{13,19}") || !passesLuhn(number)) {
            throw new Wrong("number");
        }
        var until = until(expiry);
        if (until == null || until.isBefore(now)) {
            throw new Wrong("expiry");
        }
        var brand = brand(number);
        if (!cvc.strip().matches(brand.equals("amex") ? "[0-9]{4}" : "[0-9]{3}")) {
            throw new Wrong("cvc");
        }
        // as Stripe's own test mode: a card that may be somebody's is refused, and nothing of it kept
        var fate = CARDS.getOrDefault(number, "decline:card_declined:test_mode_live_card");
        return new Instrument(
                "card",
                brand,
                number.substring(number.length() - 4),
                fate,
                until.getMonthValue(),
                until.getYear(),
                name.strip());
    }

    /**
     * Takes what was typed for a bank account.
     *
     * @throws Wrong when a field cannot be right
     */
    public static Instrument bank(String routing, String account, String name) throws Wrong {
        if (name.isBlank()) {
            throw new Wrong("name");
        }
        if (!isRouting(routing.strip())) {
            throw new Wrong("routing");
        }
        var number = account.replaceAll("[ -]", "");
        var fate = BANKS.get(number);
        if (fate == null) {
            throw new Wrong("account");
        }
        return new Instrument(
                "us_bank_account", "STRIPE TEST BANK", number.substring(number.length() - 4), fate, 0, 0, name.strip());
    }

    private static @Nullable YearMonth until(String expiry) {
        var digits = expiry.replaceAll("[^0-9]", "");
        if (!digits.matches("[0-9]{4}|[0-9]{6}")) {
            return null;
        }
        try {
            var year = Integer.parseInt(digits.substring(2));
            return YearMonth.of(year < 100 ? 2000 + year : year, Integer.parseInt(digits.substring(0, 2)));
        } catch (DateTimeException noSuchMonth) {
            return null;
        }
    }

    private static String brand(String number) {
        return switch (number.charAt(0)) {
            case '4' -> "visa";
            case '3' -> "amex";
            case '6' -> "discover";
            default -> "mastercard";
        };
    }

    private static boolean passesLuhn(String number) {
        var sum = 0;
        for (var i = 0; i < number.length(); i++) {
            var digit = number.charAt(number.length() - 1 - i) - '0';
            var doubled = i % 2 == 0 ? digit : digit * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    /** Nine digits whose weighted sum is a multiple of ten. */
    private static boolean isRouting(String routing) {
        if (!routing.matches("[0-9]{9}")) {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < routing.length(); i++) {
            sum += (routing.charAt(i) - '0') * new int[] {3, 7, 1}[i % 3];
        }
        return sum % 10 == 0;
    }
}
