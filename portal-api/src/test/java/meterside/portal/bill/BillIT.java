package meterside.portal.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import meterside.metering.ReadingQuality;
import meterside.portal.testing.BillFiles;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Reads;
import meterside.portal.testing.Rows;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Bills as a customer asks for them. What the reads add up to comes from {@link Homes}, where read n is n gallons. */
class BillIT {

    private static Homes homes;
    private static Portal portal;
    private static Rows rows;
    private static BillFiles files;
    private static String demoNumber;
    private static String formerNumber;
    private static String point;

    private Browser demo;

    @BeforeAll
    static void openThePortal() {
        homes = Homes.in(Backing.database());
        rows = new Rows(homes.database());
        files = new BillFiles(homes.database());
        demoNumber = number(homes.demo());
        formerNumber = number(homes.former());
        point = rows.text(
                "select p.number from usage_point p join channel c on c.usage_point = p.id where c.id = ?",
                homes.water().channel());
        portal = Portal.on(homes.database(), Homes.NOW);
    }

    @AfterAll
    static void closeIt() {
        portal.close();
    }

    @BeforeEach
    void signIn() {
        demo = portal.browser().signedInAs(Homes.DEMO);
        for (var table : List.of("ledger_entry", "ledger_close", "charge_line", "charge", "bill", "bill_import")) {
            rows.write("truncate %s cascade".formatted(table));
        }
    }

    private static String number(long account) {
        return rows.text("select number from account where id = ?", account);
    }

    private static String bill(String number, String account, String issued, String from, String to, String total) {
        return "bill,%s,%s,%s,%s,%s,%s,%s"
                .formatted(number, account, issued, LocalDate.parse(issued).plusDays(20), from, to, total);
    }

    private String water(String amount, String quantity, String unit) {
        return "charge,water,service,%s,,,,%s,%s,%s,measured,100,101.50".formatted(point, amount, quantity, unit);
    }

    private JsonNode get(String number) {
        var answer = demo.get(path(homes.demo(), number));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String path(long account, String number) {
        return "/api/accounts/%d/bills/%d".formatted(account, files.id(number));
    }

    private static String all(long account) {
        return "/api/accounts/%d/bills".formatted(account);
    }

    @Test
    void tellsABillWithItsLinesAndItsReads() {
        files.take(
                bill("R-0", demoNumber, "2026-10-30", "2026-10-01", "2026-10-30", "9.00"), water("9.00", "900", "gal"));
        files.take(
                bill("R-1", demoNumber, "2026-11-02", "2026-10-30", "2026-11-02", "46.26"),
                water("21.26", "2701", "gal") + "\nline,Service charge,Cargo por servicio,,,,14.60"
                        + "\nline,Water,,2701,gal,0.00246575,6.66",
                "charge,solid-waste,service,,,,,25.00,,,flat");

        var bill = get("R-1");

        var charge = bill.get("charges").get(0);
        assertThat(bill.get("currency").asString()).isEqualTo("USD");
        assertThat(bill.get("totalCents").asLong()).isEqualTo(4626);
        assertThat(bill.get("openCents").asLong()).isEqualTo(4626);
        assertThat(bill.get("state").asString()).isEqualTo("open");
        assertThat(charge.get("channel").asString())
                .isEqualTo(Integer.toString(homes.water().channel()));
        assertThat(charge.get("quantity").asString()).isEqualTo("2701");
        assertThat(charge.get("endRegister").asString()).isEqualTo("101.5");
        // 73 hours with the repeated one: 1 + 2 + … + 73
        assertThat(charge.get("read").toString())
                .isEqualTo(
                        "{\"quantity\":\"2701\",\"unit\":\"gal\",\"coveredSeconds\":262800,\"expectedSeconds\":262800}");
        assertThat(charge.get("lines").get(1).toString())
                .isEqualTo("{\"text\":\"Water\",\"quantity\":\"2701\",\"unit\":\"gal\",\"price\":\"0.00246575\","
                        + "\"amountCents\":666}");
        assertThat(bill.get("charges").get(1).get("read").isNull()).isTrue();
        assertThat(bill.get("charges").get(1).get("channel").isNull()).isTrue();
        assertThat(bill.at("/previous/id").asString()).isEqualTo(Long.toString(files.id("R-0")));
        assertThat(bill.at("/previous/charges").toString())
                .isEqualTo("[{\"service\":\"water\",\"quantity\":\"900\",\"unit\":\"gal\",\"amountCents\":900}]");
    }

    @Test
    void speaksTheReadersLanguageWhereTheBillDoes() {
        files.take(
                bill("R-1", demoNumber, "2026-11-02", "2026-10-30", "2026-11-02", "21.26"),
                water("21.26", "2701", "gal")
                        + "\nline,Service charge,Cargo por servicio,,,,14.60\nline,Water,,,,,6.66");
        var path = path(homes.demo(), "R-1");

        assertThat(texts(path, "es-MX,es;q=0.9,en;q=0.5")).containsExactly("Cargo por servicio", "Water");
        assertThat(texts(path, "fr,en;q=0.5,es;q=0.4")).containsExactly("Service charge", "Water");
        assertThat(texts(path, "none of your business;;")).containsExactly("Service charge", "Water");
    }

    private List<String> texts(String path, String language) {
        return demo.get(path, "Accept-Language", language)
                .json()
                .at("/charges/0/lines")
                .valueStream()
                .map(line -> line.get("text").asString())
                .toList();
    }

    @Test
    void tellsReadsInTheBilledUnit() {
        files.take(
                bill("R-1", demoNumber, "2026-11-02", "2026-10-30", "2026-11-02", "9.00"),
                water("9.00", "361.07", "ft3"));

        // 2701 × 231/1728, half-even to nine decimals
        assertThat(get("R-1").at("/charges/0/read/quantity").asString()).isEqualTo("361.071180556");
    }

    /** Rule SC4: the home was somebody else's until June 1. Reads 1 to 48 are theirs, 49 to 96 are demo's. */
    @Test
    void drawsNothingFromAnotherTenantsTime() {
        files.take(
                bill("R-1", demoNumber, "2026-06-05", "2026-05-30", "2026-06-03", "9.00"),
                water("9.00", "4656", "gal"));
        files.take(
                bill("R-2", formerNumber, "2026-06-05", "2026-05-30", "2026-06-03", "9.00"),
                water("9.00", "4656", "gal"));

        var former = portal.browser()
                .signedInAs(Homes.FORMER)
                .get(path(homes.former(), "R-2"))
                .json();

        assertThat(get("R-1").at("/charges/0/read").toString())
                .isEqualTo(
                        "{\"quantity\":\"3480\",\"unit\":\"gal\",\"coveredSeconds\":172800,\"expectedSeconds\":345600}");
        assertThat(former.at("/charges/0/read").toString())
                .isEqualTo(
                        "{\"quantity\":\"1176\",\"unit\":\"gal\",\"coveredSeconds\":172800,\"expectedSeconds\":345600}");
    }

    /** Rule IN13: a gap is not covered, and no reads at all are no zero. */
    @Test
    void saysHowMuchIsCovered() {
        files.take(
                bill("R-1", demoNumber, "2026-10-02", "2026-09-01", "2026-10-01", "9.00"), water("9.00", "100", "gal"));
        files.take(
                bill("R-2", demoNumber, "2026-11-02", "2026-10-01", "2026-11-01", "9.00"),
                water("9.00", "1176", "gal"));

        assertThat(get("R-1").at("/charges/0/read").isNull()).isTrue();
        assertThat(get("R-2").at("/charges/0/read").toString())
                .isEqualTo(
                        "{\"quantity\":\"1176\",\"unit\":\"gal\",\"coveredSeconds\":172800,\"expectedSeconds\":2678400}");
    }

    @Test
    void countsADayWhoseRollupIsBehindByItsReads() {
        var late = Rows.day("2026-10-29", homes.water().zone());
        homes.water()
                .read(late, 3600, 7 * Reads.BILLION, ReadingQuality.RAW)
                .due("2026-10-29")
                .due("2026-10-31");
        files.take(
                bill("R-1", demoNumber, "2026-11-02", "2026-10-29", "2026-11-02", "9.00"),
                water("9.00", "2708", "gal"));

        var read = get("R-1").at("/charges/0/read");

        assertThat(read.get("quantity").asString()).isEqualTo("2708");
        assertThat(read.get("coveredSeconds").asLong()).isEqualTo(262_800 + 3600);
        rows.write("delete from usage_day_due");
        rows.write("delete from interval_read where start = ?", late);
    }

    @Test
    void saysWhatIsLeftToPayAndSinceWhen() {
        files.take(
                bill("R-1", demoNumber, "2026-09-01", "2026-08-01", "2026-09-01", "10.00"),
                "charge,fire,service,,,,,10.00,,,flat",
                "payment,%s,2026-09-10,10.00,M-1".formatted(demoNumber));
        files.take(
                bill("R-2", demoNumber, "2026-10-02", "2026-09-01", "2026-10-01", "30.00"),
                "charge,fire,service,,,,,10.00,,,flat",
                "charge,stormwater,service,,,,,20.00,,,flat",
                "payment,%s,2026-10-10,20.00,M-2".formatted(demoNumber));
        files.take(
                bill("R-3", demoNumber, "2026-11-02", "2026-10-01", "2026-11-01", "10.00"),
                "charge,fire,service,,,,,10.00,,,flat");

        var bills = demo.get(all(homes.demo())).json();

        assertThat(brief(bills)).containsExactly("R-3 1000 open", "R-2 1000 past-due", "R-1 0 paid");
        assertThat(bills.get("more").asBoolean()).isFalse();
        assertThat(get("R-2").get("charges").valueStream().map(charge -> charge.get("openCents")
                        .asLong()))
                .as("the policy pays stormwater first")
                .containsExactly(1000L, 0L);
    }

    private static List<String> brief(JsonNode bills) {
        return bills.get("bills")
                .valueStream()
                .map(bill -> "%s %s %s"
                        .formatted(
                                bill.get("number").asString(),
                                bill.get("openCents").asLong(),
                                bill.get("state").asString()))
                .toList();
    }

    /** On its due day nothing is past due yet; in the utility's zone it is still that day. */
    @Test
    void isNotPastDueOnItsDueDay() {
        files.take(
                "bill,R-1,%s,2026-10-02,2026-11-02,2026-09-01,2026-10-01,10.00".formatted(demoNumber),
                "charge,fire,service,,,,,10.00,,,flat");
        files.take(
                "bill,R-2,%s,2026-10-02,2026-11-01,2026-08-01,2026-09-01,10.00".formatted(demoNumber),
                "charge,fire,service,,,,,10.00,,,flat");

        assertThat(get("R-1").get("state").asString()).isEqualTo("open");
        assertThat(get("R-2").get("state").asString()).isEqualTo("past-due");
    }

    @Test
    void tellsACorrectionFromWhatItReplaced() {
        files.take(
                bill("R-1", demoNumber, "2026-10-02", "2026-09-01", "2026-10-01", "30.00"),
                "charge,fire,service,,,,,30.00,,,flat");
        var first = files.id("R-1");
        files.take(
                bill("R-1", demoNumber, "2026-11-01", "2026-09-01", "2026-10-01", "10.00")
                        + ",Three homes were counted.,Se contaron tres viviendas.",
                "charge,fire,service,,,,,10.00,,,flat");
        var second = files.id("R-1");

        var corrected = get("R-1");
        var replaced = demo.get("%s/%d".formatted(all(homes.demo()), first)).json();

        assertThat(corrected.get("version").asInt()).isEqualTo(2);
        assertThat(corrected.get("reason").asString()).isEqualTo("Three homes were counted.");
        assertThat(demo.get(path(homes.demo(), "R-1"), "Accept-Language", "es")
                        .json()
                        .get("reason")
                        .asString())
                .isEqualTo("Se contaron tres viviendas.");
        assertThat(corrected.get("replaces").asString()).isEqualTo(Long.toString(first));
        assertThat(corrected.get("previous").isNull()).isTrue();
        assertThat(replaced.get("replacedBy").asString()).isEqualTo(Long.toString(second));
        assertThat(replaced.get("state").asString()).isEqualTo("replaced");
        assertThat(replaced.get("openCents").asLong()).isZero();
        assertThat(brief(demo.get(all(homes.demo())).json())).containsExactly("R-1 1000 open", "R-1 0 replaced");
    }

    @Test
    void tellsTwoYearsAtATime() {
        var records = new ArrayList<String>();
        for (var month = 0; month < 26; month++) {
            var from = LocalDate.parse("2024-01-01").plusMonths(month);
            records.add(bill(
                    "R-" + month,
                    demoNumber,
                    from.plusMonths(1).toString(),
                    from.toString(),
                    from.plusMonths(1).toString(),
                    "10.00"));
            records.add("charge,fire,service,,,,,10.00,,,flat");
        }
        files.take(records.toArray(String[]::new));

        var first = demo.get(all(homes.demo())).json();
        var last = first.get("bills").get(23).get("id").asString();
        var second = demo.get(all(homes.demo()) + "?before=" + last).json();

        assertThat(first.get("bills")).hasSize(24);
        assertThat(first.get("more").asBoolean()).isTrue();
        assertThat(brief(second)).containsExactly("R-1 1000 past-due", "R-0 1000 past-due");
        assertThat(second.get("more").asBoolean()).isFalse();
        assertThat(demo.get(all(homes.demo()) + "?before=99999999").json().get("bills"))
                .isEmpty();
        assertThat(demo.get(all(homes.demo()) + "?before=x").code()).isEqualTo("malformed-request");
    }

    @Test
    void looksThroughNobodyElsesBills() {
        files.take(
                bill("R-1", formerNumber, "2026-06-05", "2026-05-01", "2026-06-01", "9.00"),
                "charge,fire,service,,,,,9.00,,,flat");

        var another = demo.get(path(homes.demo(), "R-1"));
        var unknown = demo.get(all(homes.demo()) + "/99999999");

        assertThat(another.code()).isEqualTo("bill-not-found");
        assertThat(another.body()).isEqualTo(unknown.body());
        assertThat(demo.get(path(homes.former(), "R-1")).code()).isEqualTo("account-not-found");
        assertThat(demo.get(all(homes.demo())).json().get("bills")).isEmpty();
    }
}
