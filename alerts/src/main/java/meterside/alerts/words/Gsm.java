package meterside.alerts.words;

import java.text.Normalizer;

/** The alphabet of text messages (3GPP TS 23.038), in which 160 characters are one text; outside it 70 are. */
public final class Gsm {

    private static final String BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String DOUBLE = "^{}\\[~]|€";

    private Gsm() {}

    /** {@return the text with what the alphabet lacks made plain, where that reads well: á is a, a curly quote straight} */
    public static String plain(String text) {
        var plain = new StringBuilder();
        text.replace('\u00a0', ' ')
                .replace('\u202f', ' ')
                .replace('’', '\'')
                .replace('‘', '\'')
                .replace('“', '"')
                .replace('”', '"')
                .replace('–', '-')
                .replace('—', '-')
                .replace("…", "...")
                .codePoints()
                .forEach(one -> plain.append(isKnown(one) ? Character.toString(one) : withoutAccent(one)));
        return plain.toString();
    }

    /** {@return how many texts it is paid as} */
    public static int segments(String text) {
        if (text.codePoints().allMatch(Gsm::isKnown)) {
            var length = (int) text.codePoints()
                    .map(one -> DOUBLE.indexOf(one) < 0 ? 1 : 2)
                    .sum();
            return length <= 160 ? 1 : (length + 152) / 153;
        }
        return text.length() <= 70 ? 1 : (text.length() + 66) / 67;
    }

    private static boolean isKnown(int character) {
        return BASIC.indexOf(character) >= 0 || DOUBLE.indexOf(character) >= 0;
    }

    private static String withoutAccent(int character) {
        var bare = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
        return bare.codePoints().allMatch(Gsm::isKnown) ? bare : Character.toString(character);
    }
}
