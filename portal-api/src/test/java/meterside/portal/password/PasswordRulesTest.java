package meterside.portal.password;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    private static final String EMAIL = "dana.demo@city.example";

    private final PasswordRules rules = new PasswordRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "four small green hats",
                "el perro come manzanas azules",
                "ñandú über straße 日本 🚰",
                "kR8#vq2!Lm9$xT4z",
                "               . a  b c  z!9"
            })
    void takeLongOnesThatNobodyGuesses(String password) {
        assertThatCode(() -> rules.mustBeGood(password, EMAIL, false)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwordpassword",
                "password1234567",
                "aaaaaaaaaaaaaaaaaaaa",
                "123456789012345",
                "qwertyuiopasdfgh",
                "abcabcabcabcabcabc",
                "P@ssw0rdP@ssw0rd"
            })
    void refuseLongOnesThatAreTriedFirst(String password) {
        assertThatThrownBy(() -> rules.mustBeGood(password, EMAIL, false))
                .isInstanceOf(PasswordTooWeak.class)
                .hasMessageContaining("too common");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dana.demo@city.example",
                "dana.demo@city.example1",
                "Dana.Demo-2026!",
                "city.example.city.example"
            })
    void refuseOnesLikeTheAddress(String password) {
        assertThatThrownBy(() -> rules.mustBeGood(password, EMAIL, false))
                .isInstanceOf(PasswordTooWeak.class)
                .hasMessageContaining("e-mail address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kR8#vq2!Lm9$xT", "xy"})
    void refuseShortOnesThatStandAlone(String password) {
        assertThatThrownBy(() -> rules.mustBeGood(password, EMAIL, false)).hasMessageContaining("at least 15");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kR8#vq2!", "kR8#vq2!Lm"})
    void takeShorterOnesBesideASecondFactor(String password) {
        assertThatCode(() -> rules.mustBeGood(password, EMAIL, true)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "letmein1", "iloveyou", "12345678", "trustno1"})
    void refuseCommonOnesAlsoBesideASecondFactor(String password) {
        assertThatThrownBy(() -> rules.mustBeGood(password, EMAIL, true)).hasMessageContaining("too common");
    }
}
