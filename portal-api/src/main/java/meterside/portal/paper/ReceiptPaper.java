package meterside.portal.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meterside.portal.paper.House.Fact;
import meterside.portal.paper.Press.Paper;
import meterside.portal.paper.ReceiptSheet.Part;

/** A receipt in words. */
final class ReceiptPaper {

    private final ReceiptSheet receipt;
    private final Wording wording;

    private ReceiptPaper(ReceiptSheet receipt, Wording wording) {
        this.receipt = receipt;
        this.wording = wording;
    }

    static Paper of(ReceiptSheet receipt, House house, Wording wording) {
        return new ReceiptPaper(receipt, wording).paper(house);
    }

    private Paper paper(House house) {
        var title = wording.say("receipt.title", receipt.number());
        var values = house.values(wording, title, wording.say("receipt.subject", receipt.number(), house.city()));
        values.put("notes", notes());
        values.put("facts", facts());
        values.put("parts", receipt.parts().stream().map(this::part).toList());
        return new Paper("receipt", values);
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        notes.add(
                switch (receipt.state()) {
                    case "returned", "charged-back" -> wording.say("receipt.returned");
                    case "voided" -> wording.say("receipt.voided");
                    default -> wording.say("receipt.thanks");
                });
        if (receipt.refundedCents() > 0) {
            notes.add(wording.say("receipt.refunded", money(receipt.refundedCents())));
        }
        return notes;
    }

    private List<Fact> facts() {
        var fee = receipt.feeCents() == 0 ? wording.say("none") : money(receipt.feeCents());
        return List.of(
                new Fact(wording.say("receiptNumber"), receipt.number()),
                new Fact(wording.say("paidOn"), wording.moment(receipt.paidAt().atZoneSameInstant(receipt.zone()))),
                new Fact(wording.say("countsFrom"), wording.date(receipt.effectiveOn())),
                new Fact(wording.say("paidWith"), paidWith()),
                new Fact(wording.say("forAccounts"), money(receipt.amountCents())),
                new Fact(wording.say("fee"), fee),
                new Fact(wording.say("total"), money(receipt.amountCents() + receipt.feeCents())));
    }

    private String paidWith() {
        var label = receipt.label();
        var what = label == null ? wording.code("kind", receipt.kind()) : label;
        var last4 = receipt.last4();
        return last4 == null ? what : wording.say("ending", what, last4);
    }

    private Map<String, Object> part(Part part) {
        return Map.of(
                "heading", wording.say("paidOnAccount", part.to().account()),
                "name", part.to().name(),
                "lines", part.lines().stream().map(this::line).toList(),
                "credit", part.creditCents() == 0 ? List.of() : List.of(Map.of("credit", money(part.creditCents()))),
                "amount", money(part.amountCents()));
    }

    private Map<String, Object> line(ReceiptSheet.Line line) {
        var bill = line.bill();
        return Map.of(
                "what", BillPaper.what(line.service(), line.kind(), wording),
                "bill", bill == null ? "" : bill,
                "due", wording.shortDate(line.dueOn()),
                "pays", money(line.paysCents()));
    }

    private String money(long cents) {
        return wording.money(cents, receipt.currency());
    }
}
