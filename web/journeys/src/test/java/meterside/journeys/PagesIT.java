package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page in both languages, with data, without data and with the database away: nothing for axe to find, nothing cut off. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PagesIT {

    private static House house;
    private static String demo;
    private static String solar;
    private static String newcomer;

    @BeforeAll
    static void openTheTown() throws IOException {
        house = DemoTown.running();
        demo = accountOf("demo@meterside.example");
        solar = accountOf("other@meterside.example");
        settleNewcomer();
        newcomer = accountOf("newcomer@meterside.example");
        house.addStaff("pages-approver@meterside.example", "approver", Visitor.STAFF_PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void theDoorIsOpenToEveryone(String language) {
        try (var visitor = new Visitor(house, language, 390)) {
            for (var page : List.of("sign-in", "claim", "reset", "pay", "verify")) {
                visitor.open("/" + page);
                Look.at(visitor, page, language);
            }
        }
    }

    private static Object answersToDownloads(Visitor visitor) {
        return visitor.page().evaluate("""
                async () => (await Promise.all([...document.querySelectorAll('.downloads a')].map(async link => {
                    const answer = await fetch(link.href);
                    return answer.ok && (await answer.text()).length > 1000 ? answer.headers.get('content-type').split(';')[0] : answer.status;
                }))).join(' ')
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void pagesWithDataAreOpenToEveryone(String language) {
        try (var visitor = new Visitor(house, language, 390)) {
            visitor.signIn("demo@meterside.example");
            visitor.settle();
            Look.at(visitor, "home", language);
            for (var channel : channelsOf(demo)) {
                visitor.open("/accounts/%s/usage/%s?month=2026-10".formatted(demo, channel));
                Look.at(visitor, "usage-month-" + channel, language);
                visitor.open("/accounts/%s/usage/%s?day=2026-11-01".formatted(demo, channel));
                Look.at(visitor, "usage-day-" + channel, language);
            }
            visitor.page().locator(".summary button").click();
            Look.at(visitor, "usage-table", language);
            for (var span : List.of("year=2026", "month=2026-11&versus=before", "from=2026-09-10&to=2026-10-20")) {
                visitor.open("/accounts/%s/usage/%s?%s"
                        .formatted(demo, channelsOf(demo).getFirst(), span));
                Look.at(visitor, "usage-" + span.replaceAll("=.*", "") + "s", language);
                assertThat(answersToDownloads(visitor))
                        .isEqualTo(
                                "text/csv application/zip text/csv application/zip application/atom+xml application/zip text/html");
            }
            var alert = "/accounts/%s/alerts/new?channel=%s&above=%s";
            visitor.open(alert.formatted(demo, channelsOf(demo).getFirst(), "100"));
            Look.at(visitor, "alert-new", language);
            for (var page : List.of("alerts", "notices")) {
                visitor.open("/accounts/%s/%s".formatted(demo, page));
                Look.at(visitor, page, language);
            }
            for (var page : List.of("profile", "profile/contacts", "profile/security", "profile/write")) {
                visitor.open("/" + page);
                Look.at(visitor, page.replace('/', '-'), language);
            }
            visitor.open("/accounts/%s/nowhere".formatted(demo));
            Look.at(visitor, "not-found", language);
            assertThat(visitor.errors()).isEmpty();
        }
        try (var visitor = new Visitor(house, language, 390)) {
            visitor.signIn("other@meterside.example");
            visitor.settle();
            Look.at(visitor, "home-solar", language);
            visitor.open("/accounts/%s/usage/%s?month=2026-10"
                    .formatted(solar, channelsOf(solar).getFirst()));
            Look.at(visitor, "usage-solar", language);
        }
    }

    /** Idea X15: the page that checks files, and itself as a file on a disk, without a network. */
    @Test
    void aFileIsCheckedByWhoeverHasIt() throws Exception {
        try (var visitor = new Visitor(house, "en", 390)) {
            visitor.signIn("demo@meterside.example");
            visitor.settle();
            visitor.open("/accounts/%s/usage/%s?month=2026-10"
                    .formatted(demo, channelsOf(demo).getFirst()));
            visitor.page().locator(".downloads a[href*='.zip']").first().waitFor();
            var zip = visitor.page()
                    .waitForDownload(() -> visitor.page()
                            .locator(".downloads a[href*='usage.csv.zip']")
                            .first()
                            .click())
                    .path();
            visitor.open("/verify");
            var page = visitor.page()
                    .waitForDownload(() -> visitor.page().locator("a[download]").click());
            var kept = Path.of("target/verify.html").toAbsolutePath();
            page.saveAs(kept);
            Checked.all(visitor, zip, "verify");
            Look.at(visitor, "verify-unreadable", "en");
            visitor.page().context().setOffline(true);
            visitor.page().navigate(kept.toUri().toString());
            Checked.all(visitor, zip, "verify-kept");
            assertThat(visitor.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void pagesOfMoneyAreOpenToEveryone(String language) {
        try (var visitor = new Visitor(house, language, 390)) {
            visitor.signIn("demo@meterside.example");
            visitor.settle();
            for (var page : List.of("bills", "payments", "statement", "autopay")) {
                visitor.open("/accounts/%s/%s".formatted(demo, page));
                Look.at(visitor, page, language);
            }
            visitor.open("/accounts/%s/bills/%s".formatted(demo, newestBillOf(demo)));
            visitor.settle();
            for (var charge : visitor.page().locator(".charge").all()) {
                charge.click();
            }
            Look.at(visitor, "bill", language);
            visitor.open("/accounts/%s/pay?part".formatted(demo));
            visitor.page().locator("#amount-" + demo).fill("83.14");
            visitor.page().locator("table.pays").waitFor();
            Look.at(visitor, "pay", language);
            visitor.page().locator("#amount-" + demo).fill("83.145");
            visitor.page().locator("#pay-now").click();
            visitor.page().locator("#amount-%s-error".formatted(demo)).waitFor();
            Look.at(visitor, "pay-errors", language);
            visitor.open("/payments/" + paymentOf(demo));
            Look.at(visitor, "payment", language);
            visitor.open("/profile/methods");
            Look.at(visitor, "profile-methods", language);
            assertThat(visitor.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void theCounterIsOpenToClerks(String language) {
        try (var visitor = new Visitor(house, language, 390)) {
            visitor.signIn("pages-approver@meterside.example", Visitor.STAFF_PASSWORD);
            visitor.page().waitForURL(url -> url.endsWith("/counter"));
            visitor.page()
                    .locator("#q")
                    .fill(house.sql("select number from account where id = " + demo)
                            .strip());
            visitor.page().locator("#found").waitFor();
            Look.at(visitor, "counter", language);
            for (var page : List.of("accounts/" + demo, "refunds", "settlement")) {
                visitor.open("/counter/" + page);
                Look.at(visitor, "counter-" + page.replace('/', '-'), language);
            }
            assertThat(visitor.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void pagesWithoutDataSayWhatComes(String language) {
        try (var visitor = new Visitor(house, language, 390)) {
            visitor.signIn("newcomer@meterside.example");
            visitor.settle();
            Look.at(visitor, "home-empty", language);
            visitor.open("/accounts/" + newcomer + "/usage");
            Look.at(visitor, "usage-empty", language);
            for (var page : List.of("bills", "payments", "statement", "autopay", "pay")) {
                visitor.open("/accounts/%s/%s".formatted(newcomer, page));
                Look.at(visitor, page + "-empty", language);
            }
            assertThat(visitor.page().locator("main").textContent()).doesNotContain("NaN", "undefined", "null");
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void withoutTheDatabaseThePagesSaySoAndComeBack() throws IOException, InterruptedException {
        try (var english = new Visitor(house, "en", 390);
                var spanish = new Visitor(house, "es", 390)) {
            var usage = "/accounts/%s/usage/%s?month=2026-10"
                    .formatted(demo, channelsOf(demo).getFirst());
            for (var visitor : List.of(english, spanish)) {
                visitor.signIn("demo@meterside.example");
                visitor.page().waitForFunction("() => navigator.serviceWorker.controller !== null");
                visitor.open(usage);
                visitor.settle();
            }
            var unseen = usage.replace("2026-10", "2026-08");
            timescale("stop", house.home().resolve("pg").toString());
            try {
                assertSays(english, usage, "not up to date", "usage-last-seen-away", "en");
                PlaywrightAssertions.assertThat(english.page().locator(".summary .lead"))
                        .isVisible();
                assertSays(english, unseen, "We cannot show your usage right now.", "usage-away", "en");
                assertSays(english, "/", "not up to date", "home-away", "en");
                assertSays(spanish, unseen, "En este momento no podemos mostrar su consumo.", "usage-away", "es");
                assertSays(spanish, usage, "no está al día", "usage-last-seen-away", "es");
                assertSays(spanish, "/", "no está al día", "home-away", "es");
                english.open("/sign-in");
                Look.at(english, "sign-in-away", "en");
            } finally {
                house.up();
            }
            english.open(usage);
            PlaywrightAssertions.assertThat(english.page().locator(".summary .lead"))
                    .isVisible();
        }
    }

    private static void assertSays(Visitor visitor, String path, String words, String name, String language) {
        visitor.open(path);
        PlaywrightAssertions.assertThat(visitor.page().locator("main")).containsText(words);
        Look.at(visitor, name, language);
    }

    private static String accountOf(String email) {
        return house.sql("select a.account from account_access a join login l on l.id = a.login where l.email = '%s'"
                        .formatted(email))
                .lines()
                .findFirst()
                .orElseThrow();
    }

    private static List<String> channelsOf(String account) {
        return new ArrayList<>(house.sql("""
                        select c.id from channel c join service_agreement g on g.usage_point = c.usage_point
                        where g.account = %s and c.kind = 'delta' order by c.id
                        """.formatted(account)).lines().toList());
    }

    private static String newestBillOf(String account) {
        return house.sql("select id from bill where account = %s order by issued_on desc, id desc limit 1"
                        .formatted(account))
                .strip();
    }

    private static String paymentOf(String account) {
        return house.sql("select payment from payment_part where account = %s order by payment limit 1"
                        .formatted(account))
                .strip();
    }

    /** Someone who moved in today: an account, a point and a channel, and no read yet. */
    private static void settleNewcomer() throws IOException {
        var folder = Files.createDirectories(Path.of("target/newcomer"));
        Files.writeString(folder.resolve("usage_points.csv"), """
                number,commodity,zone,class,size_band,station,address
                W-NEW,water,America/New_York,residential,small,RIVERTON,99 New Street
                """);
        Files.writeString(folder.resolve("channels.csv"), """
                usage_point,quantity,flow,kind,unit,length,from,to
                W-NEW,volume,delivered,delta,gal,PT1H,2026-11-01T00:00-04:00,
                """);
        Files.writeString(folder.resolve("accounts.csv"), """
                number,name
                999001,New Comer
                """);
        Files.writeString(folder.resolve("service_agreements.csv"), """
                account,usage_point,from,to,rate,cycle
                999001,W-NEW,2026-11-01T00:00-04:00,,W1,C1
                """);
        house.meterside("registry", "load", folder.toAbsolutePath().toString()).orThrow();
        house.meterside("login", "add", "newcomer@meterside.example", "--account", "999001")
                .orThrow();
    }

    private static void timescale(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("meterside.root"))
                .resolve("db/local/timescaledb.sh")
                .toString()));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }
}
