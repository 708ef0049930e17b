package meterside.portal.input;

import java.util.regex.Pattern;

/** Numbers of payment cards in free text. They are masked before anything is stored, since none may touch us (SC2). */
public final class CardNumbers {

    /** 13 to 19 digits, with a space, a hyphen or a dot between any two. */
    private static final Pattern LIKE_ONE = Pattern.compile("(?<!\\d)\\d(?:[ .\\-\\u00a0]?\\d){12,18}(?!\\d)");

    /** The three or four digits on the back, where the words say so. */
    private static final Pattern SECURITY_CODE =
            Pattern.compile("(?i)\\b(cvv2?|cvc2?|cid|security code|código de seguridad)(\\W{0,5})\\d{3,4}(?!\\d)");

    private CardNumbers() {}

    /** {@return the text with all but the last four digits of each card number replaced} */
    public static String masked(String text) {
        var withoutCards = LIKE_ONE.matcher(text).replaceAll(match -> {
            var digits = match.group().replaceAll("\\D", "");
            return passesLuhn(digits)
                    ? "[card number ending " + digits.substring(digits.length() - 4) + "]"
                    : match.group();
        });
        return SECURITY_CODE.matcher(withoutCards).replaceAll("$1$2[removed]");
    }

    /** The check digit all cards have (ISO/IEC 7812). */
    private static boolean passesLuhn(String digits) {
        var sum = 0;
        for (var place = 0; place < digits.length(); place++) {
            var digit = digits.charAt(digits.length() - 1 - place) - '0';
            var counted = place % 2 == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0 && sum > 0;
    }
}
