package meterside.portal.testing;

import java.util.UUID;

/** Payments as they stand in the database, for tests that do not make them. */
public final class Payments {

    private Payments() {}

    /** {@return the id of a card payment of a login, settled and with a receipt, whose entries the test does not need} */
    public static String settled(Rows rows, String email, long account, long cents) {
        var id = UUID.randomUUID().toString();
        rows.write("""
                insert into payment (id, login, kind, origin, amount_cents, fee_cents, currency, language, request_hash, state,
                                     created_at, effective_on, state_at, receipt)
                values (?::uuid, (select id from login where email = ?), 'card', 'page', ?, 0, 'USD', 'en', sha256('x'), 'settled',
                        '2026-11-01T15:00Z', '2026-11-01', '2026-11-01T15:00Z', nextval('receipt_number'))
                """, id, email, cents);
        rows.write(
                "insert into payment_part (payment, account, amount_cents) values (?::uuid, ?, ?)", id, account, cents);
        return id;
    }
}
