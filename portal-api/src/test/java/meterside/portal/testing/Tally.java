package meterside.portal.testing;

/** What became of payments, counted in the database and at the provider. */
public record Tally(Rows rows, Provider provider) {

    /** {@return the state of a payment, or nothing if there is none} */
    public String state(String payment) {
        return rows.text("select state from payment where id = ?::uuid", payment);
    }

    /** {@return what an account owes, by its entries alone} */
    public long owed(long account) {
        return rows.write("""
                select coalesce(sum(case when debit = 'receivable' then amount_cents when credit = 'receivable' then -amount_cents
                                    else 0 end), 0)
                     - coalesce(sum(case when credit = 'unapplied' then amount_cents when debit = 'unapplied' then -amount_cents
                                    else 0 end), 0)
                from ledger_entry where account = ?
                """, account);
    }

    /** {@return how often a payment's money came into the books, less how often it went out again} */
    public long posted(String payment) {
        return rows.write("""
                select count(*) filter (where debit in ('clearing', 'cash') and credit = 'unapplied')
                     - count(*) filter (where debit = 'unapplied' and credit in ('clearing', 'cash'))
                from ledger_entry where payment = ?::uuid
                """, payment);
    }

    /** {@return how many notices of a kind tell of a payment} */
    public long told(String kind, String payment) {
        return rows.write("select count(*) from notice where kind = ? and facts ->> 'payment' = ?", kind, payment);
    }

    /** {@return how often money was taken for a payment, at the provider} */
    public long taken(String payment) {
        return provider.money.all("payment_intent").stream()
                .filter(one -> one.at("/metadata/payment").asString("").equals(payment))
                .filter(one -> one.path("status").asString("").equals("succeeded"))
                .count();
    }

    /** {@return how many pages the provider made for a payment} */
    public long pages(String payment) {
        return provider.money.all("checkout.session").stream()
                .filter(one -> one.path("client_reference_id").asString("").equals(payment))
                .count();
    }
}
