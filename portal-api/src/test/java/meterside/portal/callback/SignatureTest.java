package meterside.portal.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private static final TreeMap<String, String> FORM = new TreeMap<>(Map.of(
            "CallSid", "CA1234567890ABCDE",
            "Caller", "+14158675309",
            "Digits", "1234",
            "From", "+14158675309",
            "To", "+18005551212"));

    /** The example worked out in Twilio's documentation and in the tests of its libraries. */
    @Test
    void isWhatTwilioWorksOut() {
        assertThat(new Signature("12345").isOf(URL, FORM, "RSOYDt4T1cUTdK1PDd93/VVr8B8="))
                .isTrue();
    }

    @Test
    void isNotOfAnotherAddressOrTokenNorMissing() {
        assertThat(new Signature("12345").isOf(URL + "3", FORM, "RSOYDt4T1cUTdK1PDd93/VVr8B8="))
                .isFalse();
        assertThat(new Signature("54321").isOf(URL, FORM, "RSOYDt4T1cUTdK1PDd93/VVr8B8="))
                .isFalse();
        assertThat(new Signature("12345").isOf(URL, FORM, null)).isFalse();
        assertThat(new Signature("").isOf(URL, FORM, "")).isFalse();
    }
}
