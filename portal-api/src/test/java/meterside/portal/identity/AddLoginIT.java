package meterside.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import meterside.db.Settings;
import meterside.portal.testing.Customers;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Rows;
import meterside.testing.Backing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AddLoginIT {

    private static Backing.Database database;
    private static Rows rows;
    private static String first;
    private static String second;

    @BeforeAll
    static void makeAccounts() {
        database = Backing.database();
        rows = new Rows(database);
        var customers = new Customers(rows);
        first = number(customers.account("One"));
        second = number(customers.account("Two"));
    }

    @Test
    void makesALoginThatCanSignInAndSeesItsAccounts() {
        assertThat(run("a long password", "New@Meterside.example", "--account", first))
                .isEqualTo("The new login new@meterside.example sees account %s.".formatted(first));
        assertThat(run("another password", "new@meterside.example", "--account", second, "--account", first))
                .isEqualTo("The login new@meterside.example sees accounts %s, %s.".formatted(second, first));

        assertThat(rows.text("""
                        select c.address || ' ' || (c.verified_at is not null) || ' ' || count(*) over ()
                        from contact c join login l on l.id = c.login where l.email = 'new@meterside.example'
                        """))
                .as("the operator vouches for the address, and nobody has agreed to alerts")
                .isEqualTo("new@meterside.example true 1");
        assertThat(rows.write("select count(*) from consent")).isZero();

        try (var portal = Portal.on(database, "2026-11-02T20:00:00Z")) {
            var browser = portal.browser();
            assertThat(browser.signIn("new@meterside.example", "a long password")
                            .status())
                    .isEqualTo(401);
            assertThat(browser.signIn("new@meterside.example", "another password")
                            .status())
                    .isEqualTo(200);
            assertThat(browser.get("/api/accounts").json().get("accounts")).hasSize(2);
        }
    }

    @Test
    void changesNothingWhenAnAccountIsUnknown() {
        assertThatThrownBy(
                        () -> run("a long password", "half@meterside.example", "--account", first, "--account", "nope"))
                .isInstanceOf(AddLogin.Refusal.class)
                .hasMessage("There is no account nope: load the registry first, or look at the number.");

        assertThat(rows.write("select count(*) from login where email = 'half@meterside.example'"))
                .isZero();
    }

    @Test
    void givesNoAccountToTheUtilitysOwnPeople() {
        var login = new Customers(rows).login("clerk@meterside.example");
        rows.write("insert into staff (login, role, granted_at) values (?, 'clerk', '2026-01-01T05:00:00Z')", login);

        assertThatThrownBy(() -> run("a long password", "clerk@meterside.example", "--account", first))
                .hasMessage(
                        "clerk@meterside.example is of the utility's own people, who see no accounts: use another address.");

        assertThat(rows.write("select count(*) from account_access where login = ?", login))
                .isZero();
    }

    @Test
    void refusesInASentence() {
        for (var arguments : List.of(
                List.<String>of(),
                List.of("not-an-address", "--account", first),
                List.of("a@b.example"),
                List.of("a@b.example", "--account"),
                List.of("a@b.example", "--acount", first))) {
            assertThatThrownBy(() -> run("a long password", arguments.toArray(String[]::new)))
                    .isInstanceOf(AddLogin.Refusal.class)
                    .hasMessageStartingWith("Use: AddLogin EMAIL");
        }
        assertThatThrownBy(() -> run("short", "a@b.example", "--account", first))
                .hasMessage("The password is too short: at least 8 characters.");
    }

    private static String run(String password, String... arguments) {
        var settings = new HashMap<>(database.settings());
        settings.put("METERSIDE_NEW_PASSWORD", password);
        return AddLogin.run(List.of(arguments), new Settings(settings));
    }

    private static String number(long account) {
        return "A-" + rows.write("select substr(number, 3)::bigint from account where id = ?", account);
    }
}
