package meterside.portal.callback;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the reader of a text means by an answer. Only plain cases are decided: a wish to stop in many spellings (ML1, ML2),
 * START, HELP, and "wrong number" (ML8). Whatever else is said goes to a person.
 */
enum Reply {
    STOP,
    START,
    HELP,
    WRONG_NUMBER,
    UNCLEAR;

    private static final Pattern NOT_A_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Without spaces: STOP ALL is STOPALL, and opt-out is OPTOUT. */
    private static final Set<String> STOPS = Set.of(
            "stop",
            "stopp",
            "stopall",
            "stopit",
            "quit",
            "end",
            "revoke",
            "optout",
            "cancel",
            "unsubscribe",
            "unsub",
            "remove",
            "removeme",
            "nomore",
            "nomoretexts",
            "takemeoff",
            "takemeofflist",
            "takemeoffthelist",
            "takemeoffyourlist",
            "leavemealone",
            "pare",
            "parar",
            "parartodo",
            "alto",
            "baja",
            "cancelar",
            "cancele",
            "cancela",
            "detener",
            "detenga",
            "salir",
            "terminar",
            "nomas",
            "yano",
            "yanomas",
            "basta",
            "quitar",
            "quiteme",
            "dejendeescribir",
            "nomemandenmas",
            "nomeescribanmas",
            "noenvienmas",
            "noquieromas");

    private static final Set<String> STARTS = Set.of(
            "start",
            "unstop",
            "yes",
            "resume",
            "optin",
            "alta",
            "inicio",
            "iniciar",
            "empezar",
            "comenzar",
            "reanudar");

    private static final Set<String> HELPS = Set.of("help", "info", "ayuda", "informacion");

    private static final Set<String> COURTESIES = Set.of(
            "please",
            "pls",
            "plz",
            "now",
            "ok",
            "okay",
            "hi",
            "hello",
            "thanks",
            "thank",
            "you",
            "porfavor",
            "favor",
            "por",
            "gracias",
            "ya",
            "hola",
            "pues",
            "just",
            "the",
            "these",
            "this",
            "those",
            "los",
            "las",
            "estos",
            "estas",
            "esto",
            "de",
            "me",
            "my",
            "to",
            "all",
            "todo",
            "todos",
            "from",
            "list",
            "lista",
            "your",
            "la",
            "el");

    /** After a word that means stop, what is to be stopped. */
    private static final Set<String> MESSAGES = Set.of(
            "text",
            "texts",
            "texting",
            "txt",
            "txts",
            "message",
            "messages",
            "messaging",
            "sms",
            "alert",
            "alerts",
            "sending",
            "send",
            "mensaje",
            "mensajes",
            "texto",
            "textos",
            "aviso",
            "avisos",
            "alerta",
            "alertas",
            "enviar",
            "mandar",
            "escribir");

    private static final Pattern WRONG = Pattern.compile(
            ".*\\b(wrong (number|person|phone|#)|numero equivocado|numero incorrecto|persona equivocada|not my (account|number)|you have the wrong).*");

    private static final Pattern NEGATED = Pattern.compile(
            "^(do not|dont|don t|never) (text|message|contact|send|write)( (me|us|this|to|any|more|anymore|again|texts|messages))*$"
                    + "|^no (me )?(mande|manden|envie|envien|escriba|escriban)( (mas|mensajes|textos))*$"
                    + "|^no (mas|more)( (mensajes|textos|texts|messages|avisos|alerts|please|por favor))*$"
                    + "|^i (want|would like|wish) to (opt out|stop|unsubscribe|cancel)( (these|the|your|my|all|of|from|this|getting|receiving|texts?|messages?|alerts?|list|now|please))*$");

    /** {@return what the answer means} */
    static Reply of(String text) {
        var words = Normalizer.normalize(
                        text.toLowerCase(Locale.ROOT).replace("'", "").replace("’", ""), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
        var plain = NOT_A_LETTER.matcher(words).replaceAll(" ").strip();
        var together = plain.replace(" ", "");
        if (HELPS.contains(together)) {
            return HELP;
        }
        if (STOPS.contains(together) || NEGATED.matcher(plain).matches() || isAskedToStop(plain)) {
            return STOP;
        }
        if (WRONG.matcher(plain).matches()) {
            return WRONG_NUMBER;
        }
        return STARTS.contains(together) ? START : UNCLEAR;
    }

    /** {@return whether nothing is said but a word that means stop, what is to be stopped, and courtesies} */
    private static boolean isAskedToStop(String plain) {
        var stops = false;
        for (var word : plain.split(" ", -1)) {
            if (STOPS.contains(word)) {
                stops = true;
            } else if (!COURTESIES.contains(word) && !MESSAGES.contains(word)) {
                return false;
            }
        }
        return stops;
    }
}
