package meterside.portal.identity;

import java.io.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import meterside.db.Clocks;
import meterside.db.Settings;
import meterside.portal.contact.OwnAddress;

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
        var password = password(settings, SHORTEST_PASSWORD);
        var put = put(settings, wanted.email, password, wanted.accounts);
        return "%s %s sees %s."
                .formatted(
                        put.isNew() ? "The new login" : "The login",
                        wanted.email,
                        wanted.accounts.size() == 1
                                ? "account " + wanted.accounts.getFirst()
                                : "accounts " + String.join(", ", wanted.accounts));
    }

    /**
     * {@return the id of a login that sees no accounts, for the utility's own people} An existing one gets the new
     * password.
     *
     * @throws IllegalArgumentException with a sentence for the operator, if it cannot be made
     */
    public static long withoutAccounts(String email, Settings settings) {
        try {
            return put(settings, email, password(settings, Passwords.SHORTEST_ALONE), List.of())
                    .login();
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(refusal.getMessage(), refusal);
        }
    }

    /** The operator vouches that the address is its owner's, so it is a verified contact. */
    private static AddLoginRepository.Put put(Settings settings, String email, String password, List<String> accounts) {
        var now = Clocks.fromEnvironment(settings).instant();
        var put = new AddLoginRepository(settings)
                .put(email, Passwords.hash(password), Passwords.standsAlone(password), accounts, now);
        OwnAddress.vouch(settings, put.login(), email, now);
        return put;
    }

    private static String password(Settings settings, int shortest) {
        var given = settings.orElse("METERSIDE_NEW_PASSWORD", "");
        var password = given.isEmpty() ? asked() : given;
        if (Passwords.length(password) < shortest) {
            throw new Refusal("The password is too short: at least %d characters.".formatted(shortest));
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
