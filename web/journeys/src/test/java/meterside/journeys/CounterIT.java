package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Money taken and given back by the utility's own people, by keyboard alone, in both languages. */
class CounterIT {

    private static final String CLERK = "pay-clerk@meterside.example";
    private static final String APPROVER = "pay-approver@meterside.example";

    private static House house;
    private static Payers payers;

    @BeforeAll
    static void openTheTown() {
        house = DemoTown.runningAt(DemoTown.BY_DAY);
        payers = Payers.of(house);
        house.addStaff(CLERK, "clerk", Visitor.STAFF_PASSWORD);
        house.addStaff(APPROVER, "approver", Visitor.STAFF_PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void aClerkTakesCash(String language) {
        var who = payers.neighbour(language);
        var cents = 25_00L;
        var owed = who.owes(house);
        try (var visitor = new Visitor(house, language, 390)) {
            var counter = new Counter(visitor, CLERK);
            var page = visitor.page();
            counter.find(who);
            PlaywrightAssertions.assertThat(page.locator(".owe .sum")).hasText(Dollars.of(owed));
            counter.takeCash(cents, 40_00);
            PlaywrightAssertions.assertThat(page.locator(".owe .sum")).hasText(Dollars.of(owed - cents));
            assertThat(who.owes(house)).isEqualTo(owed - cents);
            Look.at(visitor, "money-counter-taken", language);
            assertThat(visitor.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void anApproverReleasesWhatAClerkAloneMayNotGiveBack(String language) {
        var who = payers.customer(language);
        var paid = 60_00L;
        var back = 55_00L; // more than METERSIDE_REFUND_ALONE, which is 50.00
        var owed = who.owes(house);
        var payment = payByCard(language, who, paid);
        assertThat(who.owes(house)).isEqualTo(owed - paid);
        try (var visitor = new Visitor(house, language, 390)) {
            var counter = new Counter(visitor, CLERK);
            counter.find(who);
            counter.askBack(payment, back, "Paid twice, by phone");
            Look.at(visitor, "money-refund-asked", language);
            counter.openRefunds();
            PlaywrightAssertions.assertThat(visitor.page().locator(".queue")).containsText(Dollars.of(back));
            assertThat(visitor.page().locator(".queue button").count())
                    .as("what a clerk can press")
                    .isZero();
            assertThat(visitor.errors()).isEmpty();
        }
        var refund = house.sql("select id from refund where payment = '%s' and state = 'asked'".formatted(payment));
        assertThat(who.owes(house)).as("while it waits").isEqualTo(owed - paid);
        try (var visitor = new Visitor(house, language, 390)) {
            var counter = new Counter(visitor, APPROVER);
            counter.openRefunds();
            Look.at(visitor, "money-refund-waiting", language);
            counter.release(refund, back);
            assertThat(visitor.errors()).isEmpty();
        }
        Awaitility.await()
                .atMost(Visitor.PATIENCE)
                .until(() -> house.sql("select state from refund where id = '%s'".formatted(refund)), "done"::equals);
        assertThat(who.owes(house)).isEqualTo(owed - paid + back);
        try (var visitor = new Visitor(house, language, 390)) {
            new Keyboard(visitor).signIn(Payers.emailOf(language));
            visitor.open("/payments/" + payment);
            PlaywrightAssertions.assertThat(visitor.page().locator(".receipt")).containsText(Dollars.of(back));
            Look.at(visitor, "money-given-back", language);
            assertThat(visitor.errors()).isEmpty();
        }
        payers.mail(Payers.emailOf(language), Dollars.of(back), Dollars.of(owed - paid + back));
    }

    /** {@return the id of a payment that is paid} */
    private static String payByCard(String language, Debtor who, long cents) {
        try (var visitor = new Visitor(house, language, 390)) {
            var keys = new Keyboard(visitor);
            keys.signIn(Payers.emailOf(language));
            visitor.open("/accounts/%s/pay?part".formatted(who.account()));
            var pay = new PayPage(visitor, keys, who);
            pay.say(cents);
            pay.goOn().card(HostedPage.CARD);
            pay.awaitPaid();
            return pay.payment();
        }
    }
}
