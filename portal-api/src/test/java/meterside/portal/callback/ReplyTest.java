package meterside.portal.callback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules ML1, ML2, ML6, ML8: what is plain is done at once, and what is not goes to a person. */
class ReplyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                "stop",
                "Stop.",
                " STOP ",
                "STOP!",
                "\"Stop\"",
                "STOPALL",
                "STOP ALL",
                "stop-all",
                "QUIT",
                "end",
                "END.",
                "REVOKE",
                "OPT OUT",
                "OPTOUT",
                "opt-out",
                "Opt out.",
                "CANCEL",
                "cancel!",
                "UNSUBSCRIBE",
                "Unsubscribe please",
                "please stop",
                "please stop texting",
                "Please stop texting me",
                "stop texting me",
                "stop sending me texts",
                "stop these messages",
                "stop the alerts",
                "Stop it",
                "no more",
                "No more texts",
                "don't text me",
                "Do not text me",
                "dont message me anymore",
                "remove me",
                "remove me from your list",
                "take me off your list",
                "I want to opt out",
                "leave me alone",
                "ALTO",
                "alto por favor",
                "PARE",
                "parar",
                "no más",
                "No mas",
                "no más mensajes",
                "cancelar",
                "BAJA",
                "no me manden más mensajes",
                "ya no",
                "basta",
                "St\u00f3p",
                "stop\n",
                "STOP\uD83D\uDED1"
            })
    void stops(String text) {
        assertThat(Reply.of(text)).isEqualTo(Reply.STOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "start", "Unstop", "UNSTOP.", "YES", "alta", "Inicio", "¡INICIO!", "Opt in"})
    void startsAgain(String text) {
        assertThat(Reply.of(text)).isEqualTo(Reply.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELP", "help?", "INFO", "ayuda", "Información"})
    void helps(String text) {
        assertThat(Reply.of(text)).isEqualTo(Reply.HELP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wrong number",
                "Wrong number!",
                "You have the wrong number",
                "wrong person",
                "Número equivocado",
                "this is not my account"
            })
    void saysThatAnotherHasTheNumber(String text) {
        assertThat(Reply.of(text)).isEqualTo(Reply.WRONG_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "thanks",
                "ok",
                "When does the leak stop?",
                "I want to cancel my service",
                "cancel my appointment",
                "don't stop",
                "do not stop the alerts",
                "the water won't stop",
                "Is this a scam",
                "end of the month?",
                "who is this",
                "please call me",
                "no",
                "gracias",
                "stop by tomorrow"
            })
    void leavesTheRestToAPerson(String text) {
        assertThat(Reply.of(text)).isEqualTo(Reply.UNCLEAR);
    }
}
