package meterside.portal.statement;

import static meterside.portal.testing.Billed.of;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import meterside.portal.books.Book;
import meterside.portal.ledger.Ledger;
import meterside.portal.testing.Billed;
import meterside.portal.testing.Homes;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Rows;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StatementIT {

    private static Homes homes;
    private static Rows rows;
    private static Portal portal;
    private static Billed billed;

    @BeforeAll
    static void openThePortal() {
        homes = Homes.in(Backing.database());
        rows = new Rows(homes.database());
        portal = Portal.on(homes.database(), Homes.NOW);
        billed = new Billed(homes.database(), portal.clock);
    }

    @AfterAll
    static void closeIt() {
        portal.close();
    }

    @Test
    void tellsWhatIsOwedAndWhatIsOnItsWay() {
        var account = homes.demo();
        billed.bill(account, "2026-09-20", "2026-10-12", of("water", 5_000));
        var october = billed.bill(account, "2026-10-20", "2026-11-12", of("water", 4_000), of("gas", 1_000));
        var corrected = billed.correct(october, "2026-10-25", of("water", 4_000), of("gas", 1_500));
        moving(account, 700, "authorised");
        moving(account, 300, "unknown");
        moving(account, 9_000, "failed");
        var later = moving(account, 2_000, "scheduled");

        var balance = portal.browser()
                .signedInAs(Homes.DEMO)
                .get("/api/accounts/%d/balance".formatted(account))
                .json();

        assertThat(balance.get("owedCents").longValue()).isEqualTo(10_500);
        assertThat(balance.get("pastDueCents").longValue()).isEqualTo(5_000);
        assertThat(balance.get("dueOn").stringValue()).isEqualTo("2026-10-12");
        assertThat(balance.at("/lastBill/id").stringValue()).isEqualTo(Long.toString(corrected));
        assertThat(balance.at("/lastBill/totalCents").longValue()).isEqualTo(5_500);
        assertThat(balance.get("onTheWayCents").longValue()).isEqualTo(1_000);
        assertThat(balance.get("scheduled")).hasSize(1);
        assertThat(balance.at("/scheduled/0/payment").stringValue()).isEqualTo(later);
        assertThat(balance.at("/scheduled/0/cents").longValue()).isEqualTo(2_000);
        assertThat(balance.get("autopay").isNull()).isTrue();
        assertThat(balance.at("/ageing/1").toString()).isEqualTo("{\"from\":1,\"to\":30,\"cents\":5000}");
    }

    @Test
    void theSpreadsheetSaysWhatTheStatementSays() {
        var account = homes.other();
        billed.bill(account, "2026-09-20", "2026-10-12", of("water", 5_000));
        var payment = billed.payment(account, 6_000);
        portal.bean(Ledger.class)
                .pay(payment, account, 6_000, Book.CLEARING, LocalDate.parse("2026-10-01"))
                .block();
        var other = portal.browser().signedInAs(Homes.OTHER);
        var query = "?from=2026-09-21&to=2026-11-01";

        var statement = other.get("/api/accounts/%d/statement%s".formatted(account, query))
                .json();
        var csv = other.get(
                "/api/accounts/%d/statement.csv%s".formatted(account, query), "Accept-Language", "es-US,en;q=0.5");

        assertThat(statement.get("openingCents").longValue()).isEqualTo(5_000);
        assertThat(statement.get("closingCents").longValue()).isEqualTo(-1_000);
        assertThat(statement.get("entries")).hasSize(1);
        assertThat(statement.at("/entries/0/what").stringValue()).isEmpty();
        assertThat(statement.at("/entries/0/payment").stringValue()).isEqualTo(payment.toString());
        assertThat(csv.header("Content-Type")).isEqualTo("text/csv;charset=utf-8");
        assertThat(csv.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"statement-2026-09-21-2026-11-01.csv\"");
        assertThat(csv.header("Cache-Control")).isEqualTo("no-store");
        assertThat(csv.body()).contains("saldo final,-10.00\r\n", "2026-10-01,pago,,,60.00,-10.00\r\n");
    }

    private static String moving(long account, long cents, String state) {
        var payment = billed.payment(account, cents);
        rows.write(
                "update payment set state = ?, scheduled_on = case when ? then date '2026-11-20' end where id = ?",
                state,
                state.equals("scheduled"),
                payment);
        return payment.toString();
    }
}
