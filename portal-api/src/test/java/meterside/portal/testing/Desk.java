package meterside.portal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import meterside.portal.testing.Browser.Answer;
import meterside.testing.Backing;

/**
 * The counter with a customer in front of it: two homes, a provider of cards, a clerk, an approver and an operator. Each test
 * brings its own bills.
 */
public final class Desk implements AutoCloseable {

    public final Homes homes = Homes.in(Backing.database());
    public final Rows rows = new Rows(homes.database());
    public final Provider provider = Provider.start();
    public final Portal portal;
    public final Browser demo;
    public final Browser clerk;
    public final Browser approver;
    public final Browser operator;

    public Desk() {
        var customers = new Customers(rows);
        customers.staff("clerk@city.example", "clerk");
        customers.staff("approver@city.example", "approver");
        customers.staff("operator@city.example", "operator");
        var settings = new ArrayList<>(List.of(provider.settings()));
        settings.addAll(
                List.of("spring.r2dbc.properties.statementTimeout", "PT20S")); // a machine that runs tests may be slow
        portal = Portal.on(homes.database(), Homes.NOW, settings.toArray(String[]::new));
        provider.follows(portal).tells(portal);
        demo = portal.browser().signedInAs(Homes.DEMO);
        clerk = portal.browser().signedInAs("clerk@city.example");
        approver = portal.browser().signedInAs("approver@city.example");
        operator = portal.browser().signedInAs("operator@city.example");
    }

    /** {@return a new account that demo sees, and owes so much} */
    public long owing(long cents) {
        var account = new Customers(rows).account("Dana Demo");
        rows.write(
                "insert into account_access (login, account, granted_at) select id, ?, '2020-01-01T05:00Z' from login where email = ?",
                account,
                Homes.DEMO);
        Bills.aBill(rows, account).owing(cents);
        return account;
    }

    /** {@return the id of a payment that demo made with this card or bank account, and that is settled} */
    public String paid(long account, long cents, String kind, String number) {
        var answer = demo.send("POST", "/api/payments", """
                {"parts":[{"account":"%d","cents":%d}],"kind":"%s","language":"en","despite":true}""".formatted(account, cents, kind), "Idempotency-Key", key());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var payment = answer.json().get("id").stringValue();
        provider.money.pay(answer.json().get("pageUrl").stringValue(), number);
        if (kind.equals("bank")) {
            Provider.await("the bank was told", () -> state(payment).equals("authorised"));
            provider.money.act("settle", payment, "");
        }
        Provider.await("the payment is settled", () -> state(payment).equals("settled"));
        return payment;
    }

    public String byCard(long account, long cents) {
        return paid(account, cents, "card", Provider.CARD);
    }

    public String state(String payment) {
        return rows.text("select state from payment where id = ?::uuid", payment);
    }

    public String refundState(String refund) {
        return rows.text("select state from refund where id = ?::uuid", refund);
    }

    public Answer take(Browser who, String key, long account, String kind, String cents, String more) {
        return who.send(
                "POST", "/api/counter/payments", """
                {"account":"%d","kind":"%s","cents":%s,"language":"en"%s}""".formatted(account, kind, cents, more), "Idempotency-Key", key);
    }

    public Answer refund(Browser who, String key, String payment, long account, long cents) {
        return who.send("POST", "/api/counter/refunds", """
                {"payment":"%s","account":"%d","cents":%d,"reason":"paid twice"}""".formatted(payment, account, cents), "Idempotency-Key", key);
    }

    public Answer decide(Browser who, String refund, boolean release) {
        return who.send(
                "POST", "/api/counter/refunds/%s/decision".formatted(refund), "{\"release\":%s}".formatted(release));
    }

    /** {@return what the account owes, in cents; less than nothing is credit} */
    public long owed(long account) {
        return clerk.get("/api/counter/accounts/" + account)
                .json()
                .get("owedCents")
                .longValue();
    }

    /** {@return what the provider has given back, as it says} */
    public long givenBackByProvider(String payment) {
        return provider.money.all("refund").stream()
                .filter(refund -> refund.path("status").asString().equals("succeeded"))
                .filter(refund -> refund.path("payment_intent")
                        .asString()
                        .equals(rows.text("select provider_payment from payment where id = ?::uuid", payment)))
                .mapToLong(refund -> refund.path("amount").asLong())
                .sum();
    }

    /**
     * What must hold whatever happened: no charge is paid above its amount, no credit is below nothing, nothing more went back than
     * came, the ledger has given back what refunds say, and every cent that was charged is owed or paid (PY4).
     */
    public void moneyAddsUp() {
        assertThat(rows.write("""
                        select count(*) from (
                            select c.id from charge c join ledger_entry e on e.charge = c.id
                            where 'receivable' in (e.debit, e.credit)
                            group by c.id, c.amount_cents
                            having sum(case when e.debit = 'receivable' then e.amount_cents else -e.amount_cents end)
                                   not between 0 and c.amount_cents) wrong
                        """)).as("charges paid above their amount").isZero();
        assertThat(rows.write("""
                        select count(*) from (
                            select account from ledger_entry where 'unapplied' in (debit, credit) group by account
                            having sum(case when credit = 'unapplied' then amount_cents else -amount_cents end) < 0) wrong
                        """)).as("accounts with less than no credit").isZero();
        assertThat(rows.write("""
                        select count(*) from refund r where r.state = 'done' and r.amount_cents is distinct from (
                            select sum(case when e.debit = 'unapplied' then e.amount_cents else -e.amount_cents end)
                            from ledger_entry e
                            where e.cause in ('refund:' || r.id, 'refund-failed:' || r.id)
                              and (e.debit in ('cash', 'clearing') or e.credit in ('cash', 'clearing')))
                        """)).as("refunds that the ledger does not know").isZero();
        assertThat(rows.write("""
                        select count(*) from payment_part p where p.amount_cents < (
                            select coalesce(sum(r.amount_cents), 0) from refund r
                            where r.payment = p.payment and r.account = p.account and r.state not in ('refused', 'failed'))
                        """))
                .as("payments of which more went back than came")
                .isZero();
        assertThat(rows.write("""
                        select coalesce(sum(case when debit in ('receivable', 'cash', 'clearing', 'write-off') then amount_cents else 0 end
                                          - case when credit in ('receivable', 'cash', 'clearing', 'write-off') then amount_cents else 0 end)
                                      - sum(case when credit in ('revenue', 'unapplied', 'fees') then amount_cents else 0 end
                                          - case when debit in ('revenue', 'unapplied', 'fees') then amount_cents else 0 end), 0)
                        from ledger_entry
                        """)).as("what is had less what is owed").isZero();
    }

    public static String key() {
        return UUID.randomUUID().toString();
    }

    @Override
    public void close() {
        portal.close();
        provider.close();
    }
}
