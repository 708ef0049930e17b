package meterside.portal.identity;

import java.io.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import meterside.db.Clocks;
import meterside.db.Settings;

/**
 * Makes a login, or gives an existing one a new password and further accounts. Safe to repeat.
 *
 * <p>{@code AddLogin EMAIL --account NUMBER [--account NUMBER…]}; the password comes from {@code METERSIDE_NEW_PASSWORD}
 * or is asked for. Works with the portal's own role. Ends with 2 and one sentence when something is wrong.
 */
public final class AddLogin {

    private static final String USAGE = "Use: AddLogin EMAIL --account NUMBER [--account NUMBER ...]";
    private static final int SHORTEST_PASSWORD = 8;

    private final String email;
    private final List<String> accounts = new ArrayList<>();

    private AddLogin(List<String> arguments) {
        if (arguments.isEmpty() || !arguments.getFirst().matches("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+")) {
            throw new Refusal(USAGE);
        }
        email = arguments.getFirst().toLowerCase(Locale.ROOT);
        for (var place = 1; place < arguments.size(); place += 2) {
            if (!arguments.get(place).equals("--account") || place + 1 == arguments.size()) {
                throw new Refusal(USAGE);
            }
            accounts.add(arguments.get(place + 1));
        }
        if (accounts.isEmpty()) {
            throw new Refusal(USAGE);
        }
    }

    /** Something the operator can mend, in one sentence. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal(String sentence) {
            super(sentence);
        }
    }

    public static void main(String[] arguments) {
        Settings.require(Map.of(
                "METERSIDE_DB_HOST", "127.0.0.1",
                "METERSIDE_DB_PORT", "5432",
                "METERSIDE_DB_NAME", "meterside",
                "METERSIDE_DB_PASSWORD", "a long random word"));
        try {
            System.out.println(run(List.of(arguments), new Settings(System.getenv())));
        } catch (Refusal refusal) {
            System.err.println(refusal.getMessage());
            System.exit(2);
        }
    }

    /**
     * {@return what was done, in a sentence}
     *
     * @throws Refusal if it was not
     */
    static String run(List<String> arguments, Settings settings) {
        var wanted = new AddLogin(arguments);
        var hash = Passwords.hash(password(settings));
        var now = Clocks.fromEnvironment(settings).instant();
        var isNew = new AddLoginRepository(settings).put(wanted.email, hash, wanted.accounts, now);
        return "%s %s sees %s."
                .formatted(
                        isNew ? "The new login" : "The login",
                        wanted.email,
                        wanted.accounts.size() == 1
                                ? "account " + wanted.accounts.getFirst()
                                : "accounts " + String.join(", ", wanted.accounts));
    }

    private static String password(Settings settings) {
        var given = settings.orElse("METERSIDE_NEW_PASSWORD", "");
        var password = given.isEmpty() ? asked() : given;
        if (password.length() < SHORTEST_PASSWORD) {
            throw new Refusal("The password is too short: at least %d characters.".formatted(SHORTEST_PASSWORD));
        }
        return password;
    }

    private static String asked() {
        var console = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElseThrow(() ->
                        new Refusal("There is no password: set METERSIDE_NEW_PASSWORD, or run this in a terminal."));
        var typed = console.readPassword("Password: ");
        return typed == null ? "" : new String(typed);
    }
}
