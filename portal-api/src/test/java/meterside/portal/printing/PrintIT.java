package meterside.portal.printing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Desk;
import meterside.portal.testing.Homes;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PrintIT {

    private static Desk desk;

    @BeforeAll
    static void open() {
        desk = new Desk();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @Test
    void aBillIsPrintedAsItStandsInTheLanguageAsked() throws IOException {
        var account = desk.owing(18_314);
        var bill = desk.rows.write("select id from bill where account = ?", account);
        var number = desk.rows.text("select number from bill where id = ?", bill);
        desk.rows.write("""
                insert into charge_line (charge, line, text, text_es, quantity, unit, price, amount_cents)
                select id, 1, 'Water', 'Agua potable', 4212500000000, 'gal', 0.0434752, 18314 from charge where bill = ?
                """, bill);
        desk.byCard(account, 8_314);
        var path = "/api/accounts/%d/bills/%d/pdf".formatted(account, bill);

        var english = text(desk.demo, path);
        var spanish = text(desk.demo, path + "?language=es");
        var preferred = text(desk.demo, path, "Accept-Language", "es-MX,en;q=0.5");

        assertThat(english)
                .containsSubsequence(
                        "Bill " + number,
                        "Of $183.14, $100.00 is still to be paid by November 10, 2026",
                        "September 20, 2026 to October 19, 2026",
                        "Water 4,212.5 gallons $0.0434752 $183.14");
        assertThat(spanish).contains("Factura " + number, "Agua potable 4,212.5 galones");
        assertThat(preferred).isEqualTo(spanish);
    }

    @Test
    void aReceiptIsForWhoeverPaidAndWhoeverTheAccountIsAndTheCounter() throws IOException {
        var account = desk.owing(9_610);
        var payment = desk.byCard(account, 10_000);
        desk.refund(desk.clerk, Desk.key(), payment, account, 390);
        var path = "/api/payments/%s/receipt".formatted(payment);
        var receipt = desk.rows.text("select receipt from payment where id = ?::uuid", payment);
        desk.rows.write(
                "insert into account_access (login, account, granted_at) select id, ?, '2020-01-01T05:00Z' from login where email = ?",
                account,
                Homes.OTHER);
        var other = desk.portal.browser().signedInAs(Homes.OTHER);

        assertThat(text(desk.demo, path))
                .containsSubsequence(
                        "Receipt " + receipt,
                        "Of this payment $3.90 was given back to you.",
                        "Paid on November 2, 2026, 3:00 PM EST",
                        "Paid with Card",
                        "For your account $100.00",
                        "Fee for paying this way $2.45",
                        "Total $102.45",
                        "Water B-",
                        "$96.10",
                        "Kept as credit for your next bill $3.90");
        assertThat(text(other, path)).contains("Receipt " + receipt, "Fee for paying this way none");
        assertThat(text(desk.clerk, path)).contains("Total $102.45");
        assertThat(desk.rows.write(
                        "select count(*) from audit_event where action = 'receipt-printed' and subject = ?",
                        "payment:" + payment))
                .isEqualTo(1);
        assertThat(desk.portal.browser().signedInAs(Homes.FORMER).get(path).code())
                .isEqualTo("payment-not-found");
        assertThat(desk.operator.get(path).code()).isEqualTo("payment-not-found");
        assertThat(desk.demo
                        .get("/api/payments/%s/receipt".formatted(Desk.key()))
                        .code())
                .isEqualTo("payment-not-found");
    }

    @Test
    void aStatementIsPrintedWithItsBalances() throws IOException {
        var account = desk.owing(9_610);
        desk.take(desk.clerk, Desk.key(), account, "cash", "5000", "");
        var path = "/api/accounts/%d/statement.pdf?from=2026-10-01&to=2026-12-01".formatted(account);

        assertThat(text(desk.demo, path))
                .containsSubsequence(
                        "Balance at the start $0.00", "Bill B-", "$96.10 $96.10", "Payment, receipt", "$50.00 $46.10");
        assertThat(text(desk.demo, path + "&language=es")).contains("Estado de la cuenta", "Saldo al final $46.10");
        assertThat(desk.demo.get(path.replace("2026-12-01", "2026-09-01")).code())
                .isEqualTo("span-empty");
    }

    private static String text(Browser browser, String path, String... headers) throws IOException {
        var answer = browser.open(path, headers);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .matches("attachment; filename=\"(bill|receipt|statement)-[A-Za-z0-9-]+\\.pdf\"");
        try (var body = answer.body();
                var pdf = Loader.loadPDF(body.readAllBytes())) {
            return new PDFTextStripper().getText(pdf).replaceAll("[ \\u00a0]+", " ");
        }
    }
}
