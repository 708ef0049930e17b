package meterside.portal.staff;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import meterside.db.Clocks;
import meterside.db.Settings;
import meterside.portal.identity.AddLogin;

/**
 * Makes a login for one of the utility's own people, or gives an existing staff login another role. Safe to repeat.
 *
 * <p>{@code AddStaff EMAIL --role operator|clerk|approver}; the password comes from {@code METERSIDE_NEW_PASSWORD} or is asked
 * for. A login that sees accounts as a customer cannot be staff: the two are kept apart. Ends with 2 and one sentence when
 * something is wrong.
 */
public final class AddStaff {

    private static final List<String> ROLES = List.of("operator", "clerk", "approver");
    private static final String USAGE = "Use: AddStaff EMAIL --role " + String.join("|", ROLES);

    private AddStaff() {}

    public static void main(String[] arguments) {
        Settings.require(Map.of(
                "METERSIDE_DB_HOST", "127.0.0.1",
                "METERSIDE_DB_PORT", "5432",
                "METERSIDE_DB_NAME", "meterside",
                "METERSIDE_DB_PASSWORD", "a long random word"));
        try {
            System.out.println(run(List.of(arguments), new Settings(System.getenv())));
        } catch (IllegalArgumentException refusal) {
            System.err.println(refusal.getMessage());
            System.exit(2);
        }
    }

    /**
     * {@return what was done, in a sentence}
     *
     * @throws IllegalArgumentException with a sentence for the operator, if it was not
     */
    static String run(List<String> arguments, Settings settings) {
        if (arguments.size() != 3
                || !arguments.getFirst().matches("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+")
                || !arguments.get(1).equals("--role")
                || !ROLES.contains(arguments.get(2))) {
            throw new IllegalArgumentException(USAGE);
        }
        var email = arguments.getFirst().toLowerCase(Locale.ROOT);
        var role = arguments.get(2);
        var staff = new AddStaffRepository(settings);
        if (staff.seesAccounts(email)) {
            throw new IllegalArgumentException(
                    "%s sees accounts as a customer: staff need a login of their own, with another address."
                            .formatted(email));
        }
        var login = AddLogin.withoutAccounts(email, settings);
        staff.put(login, role, Clocks.fromEnvironment(settings).instant());
        return "%s is %s.".formatted(email, role);
    }
}
