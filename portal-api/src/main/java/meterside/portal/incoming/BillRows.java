package meterside.portal.incoming;

import java.util.List;
import meterside.portal.billfile.Bill;
import meterside.portal.billfile.PastPayment;
import meterside.portal.incoming.Batches.Batch;

/** A batch as the rows of four tables. Bills and charges come with their final ids, so that nothing has to be matched up later. */
public final class BillRows {

    private final CopyText bills = new CopyText();
    private final CopyText charges = new CopyText();
    private final CopyText lines = new CopyText();
    private final CopyText payments = new CopyText();

    /**
     * @param billIds one for each bill
     * @param chargeIds one for each charge, in the order of the bills
     */
    public BillRows(Batch batch, long[] billIds, long[] chargeIds) {
        var charge = 0;
        for (var n = 0; n < batch.bills().size(); n++) {
            var bill = batch.bills().get(n);
            add(billIds[n], bill);
            for (var one : bill.charges()) {
                add(chargeIds[charge], billIds[n], one);
                add(chargeIds[charge++], one.lines());
            }
        }
        batch.payments().forEach(this::add);
    }

    /** {@return of id, line, number, account, issued_on, due_on, first, beyond, total_cents, reason, reason_es, digest} */
    public CopyText bills() {
        return bills;
    }

    /**
     * {@return of id, bill, line, service, kind, usage_point, first, beyond, due_on, amount_cents, quantity, unit, basis,
     * start_register, end_register, note, note_es}
     */
    public CopyText charges() {
        return charges;
    }

    /** {@return of charge, line, text, text_es, quantity, unit, price, amount_cents} */
    public CopyText lines() {
        return lines;
    }

    /** {@return of id, line, account, paid_on, amount_cents, reference, request_hash} */
    public CopyText payments() {
        return payments;
    }

    private void add(long id, Bill bill) {
        bills.cells(
                        id,
                        bill.line(),
                        bill.number(),
                        bill.account(),
                        bill.issuedOn(),
                        bill.dueOn(),
                        bill.from(),
                        bill.to())
                .cells(bill.totalCents(), bill.reason(), bill.reasonEs(), bill.fingerprint())
                .end();
    }

    private void add(long id, long bill, Bill.Charge charge) {
        charges.cells(id, bill, charge.line(), charge.service(), charge.kind(), charge.usagePoint(), charge.from())
                .cells(charge.to(), charge.dueOn(), charge.amountCents(), charge.billionths(), charge.unit())
                .cells(charge.basis(), charge.startRegister(), charge.endRegister(), charge.note(), charge.noteEs())
                .end();
    }

    private void add(long charge, List<Bill.Line> all) {
        for (var n = 0; n < all.size(); n++) {
            var line = all.get(n);
            lines.cells(charge, n + 1, line.text(), line.textEs(), line.billionths(), line.unit(), line.price())
                    .cells(line.amountCents())
                    .end();
        }
    }

    private void add(PastPayment payment) {
        payments.cells(payment.id(), payment.line(), payment.account(), payment.on(), payment.cents())
                .cells(payment.reference(), payment.fingerprint())
                .end();
    }
}
