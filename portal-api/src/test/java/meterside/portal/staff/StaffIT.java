package meterside.portal.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import meterside.db.Settings;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Rows;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

class StaffIT {

    private static final List<String> ROLES = List.of("operator", "clerk", "approver");
    private static final String PASSWORD = "four small green hats";

    private static Homes homes;
    private static Rows rows;
    private static Portal portal;

    @BeforeAll
    static void open() {
        homes = Homes.in(Backing.database());
        rows = new Rows(homes.database());
        ROLES.forEach(role -> add(role + "@city.example", role));
        portal = Portal.on(homes.database(), Homes.NOW);
    }

    @AfterAll
    static void close() {
        portal.close();
    }

    @Test
    void isKnownByItsRoleAndCustomersHaveNone() {
        for (var role : ROLES) {
            assertThat(signedIn(role).get("/api/profile").json().get("role").stringValue())
                    .isEqualTo(role);
        }
        var demo = portal.browser().signedInAs(Homes.DEMO).get("/api/profile").json();
        assertThat(demo.get("role").isNull()).isTrue();
        assertThat(demo.get("email").stringValue()).isEqualTo(Homes.DEMO);
    }

    /** Every route with an account, as the portal has them: whatever is added is closed to staff until it is opened on purpose. */
    @Test
    void seesNothingOfCustomersByAnyRoute() {
        var asked = new TreeMap<String, Integer>();
        for (var role : ROLES) {
            var browser = signedIn(role);
            assertThat(browser.get("/api/accounts").json().get("accounts")).isEmpty();
            for (var info : portal.bean(RequestMappingHandlerMapping.class)
                    .getHandlerMethods()
                    .keySet()) {
                for (var pattern : info.getPatternsCondition().getPatterns()) {
                    var path = pattern.getPatternString();
                    if (path.startsWith("/api/")
                            && !path.startsWith("/api/counter/") // opened on purpose; CounterIT says to whom
                            && path.contains("{account}")
                            && info.getMethodsCondition().getMethods().stream()
                                    .anyMatch(method -> method.name().equals("GET"))) {
                        for (var account : List.of(homes.demo(), homes.other(), homes.former(), 999_999L)) {
                            var answer = browser.get(filled(path, account));
                            assertThat(answer.status())
                                    .as("%s as %s: %s", path, role, answer.body())
                                    .isEqualTo(404);
                            asked.merge(role, 1, Integer::sum);
                        }
                    }
                }
            }
        }
        assertThat(asked.keySet()).containsExactlyInAnyOrderElementsOf(ROLES);
        assertThat(asked.get("clerk")).isGreaterThanOrEqualTo(12);
    }

    @Test
    void changesRoleWhenAddedAgain() {
        assertThat(add("moving@city.example", "clerk")).isEqualTo("moving@city.example is clerk.");
        assertThat(add("Moving@city.example", "approver")).isEqualTo("moving@city.example is approver.");

        assertThat(
                        rows.text(
                                "select role from staff s join login l on l.id = s.login where l.email = 'moving@city.example'"))
                .isEqualTo("approver");
    }

    @Test
    void isRefusedInASentence() {
        assertThatThrownBy(() -> add(Homes.DEMO, "clerk"))
                .hasMessage(
                        "demo@meterside.example sees accounts as a customer: staff need a login of their own, with another address.");
        assertThatThrownBy(() -> add("a@city.example", "mayor")).hasMessageStartingWith("Use: AddStaff EMAIL --role");
        assertThatThrownBy(() -> AddStaff.run(List.of("a@city.example"), settings("x")))
                .hasMessageStartingWith("Use:");
        assertThatThrownBy(() -> AddStaff.run(List.of("a@city.example", "--role", "clerk"), settings("too short")))
                .hasMessage("The password is too short: at least 15 characters.");
    }

    private static String filled(String path, long account) {
        var filled = path.replace("{account}", Long.toString(account)).replaceAll("\\{[^}]*}", "1");
        if (filled.endsWith("/usage/changes")) {
            return filled + "?from=2026-10-30&to=2026-11-02&by=day";
        }
        return switch (filled.substring(filled.lastIndexOf('/') + 1)) {
            case "usage", "usage.csv" -> filled + "?from=2026-10-30&to=2026-11-02&by=day";
            case "alert-trial" -> filled + "?commodity=water&threshold=1&unit=gal";
            case "statement", "statement.csv", "statement.pdf", "green-button.xml", "notes" ->
                filled + "?from=2026-10-01&to=2026-11-01";
            default -> filled;
        };
    }

    private static Browser signedIn(String role) {
        var browser = portal.browser();
        assertThat(browser.signIn(role + "@city.example", PASSWORD).status()).isEqualTo(200);
        return browser;
    }

    private static String add(String email, String role) {
        return AddStaff.run(List.of(email, "--role", role), settings(PASSWORD));
    }

    private static Settings settings(String password) {
        var settings = new HashMap<>(homes.database().settings());
        settings.put("METERSIDE_NEW_PASSWORD", password);
        return new Settings(settings);
    }
}
