package meterside.portal.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meterside.portal.paper.BillSheet.Charge;
import meterside.portal.paper.BillSheet.Line;
import meterside.portal.paper.House.Fact;
import meterside.portal.paper.Press.Paper;

/** A bill in words. */
final class BillPaper {

    private final BillSheet bill;
    private final Wording wording;

    private BillPaper(BillSheet bill, Wording wording) {
        this.bill = bill;
        this.wording = wording;
    }

    static Paper of(BillSheet bill, House house, Wording wording) {
        return new BillPaper(bill, wording).paper(house);
    }

    private Paper paper(House house) {
        var title = wording.say("bill.title", bill.number());
        var values = house.values(
                wording,
                title,
                wording.say("bill.subject", bill.number(), bill.to().account()));
        values.put("lead", lead());
        values.put("notes", notes());
        values.put("facts", facts());
        values.put("charges", bill.charges().stream().map(this::charge).toList());
        values.put("total", money(bill.totalCents()));
        values.put("pay", house.howToPay(wording));
        return new Paper("bill", values);
    }

    /** {@return the one thing a reader looks for: what to pay, and by when} */
    private String lead() {
        if (bill.replaced()) {
            return wording.say("bill.replaced");
        }
        if (bill.totalCents() < 0) {
            return wording.say("bill.credit", money(-bill.totalCents()));
        }
        if (bill.openCents() == 0) {
            return wording.say("bill.paid");
        }
        var due = wording.date(bill.dueOn());
        return bill.openCents() == bill.totalCents()
                ? wording.say("bill.due", money(bill.totalCents()), due)
                : wording.say("bill.part", money(bill.totalCents()), money(bill.openCents()), due);
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        if (bill.version() > 1) {
            notes.add(wording.say("bill.corrected", wording.date(bill.issuedOn())));
        }
        if (bill.reason() != null) {
            notes.add(bill.reason());
        }
        return notes;
    }

    private List<Fact> facts() {
        var facts = new ArrayList<>(House.addressee(bill.to(), wording));
        facts.add(new Fact(wording.say("billDate"), wording.date(bill.issuedOn())));
        facts.add(new Fact(wording.say("billedDays"), wording.days(bill.from(), bill.until())));
        facts.add(new Fact(wording.say("billTotal"), money(bill.totalCents())));
        facts.add(new Fact(wording.say("dueDate"), wording.date(bill.dueOn())));
        var previous = bill.previous();
        if (previous != null) {
            facts.add(
                    new Fact(wording.say("lastBill", wording.date(previous.issuedOn())), money(previous.totalCents())));
        }
        return facts;
    }

    private Map<String, Object> charge(Charge charge) {
        var takesOff = charge.kind().equals("credit");
        return Map.of(
                "what", what(charge.service(), charge.kind(), wording),
                "days", days(charge),
                "quantity", quantity(charge),
                "amount", money(takesOff ? -charge.amountCents() : charge.amountCents()),
                "notes", notes(charge),
                "lines", charge.lines().stream().map(this::line).toList(),
                "several", charge.lines().size() > 1);
    }

    /** {@return such as Water, or Water, late fee} */
    static String what(String service, String kind, Wording wording) {
        var name = wording.code("service", service);
        var more = wording.code("charge", kind);
        return more.isEmpty() ? name : name + ", " + more;
    }

    private String days(Charge charge) {
        var from = charge.from();
        var until = charge.until();
        return from == null || until == null
                ? ""
                : wording.shortDate(from) + " – " + wording.shortDate(until.minusDays(1));
    }

    private String quantity(Charge charge) {
        var quantity = charge.quantity();
        var unit = charge.unit();
        return quantity == null || unit == null ? "" : wording.quantity(quantity, unit);
    }

    private List<String> notes(Charge charge) {
        var notes = new ArrayList<String>();
        if (charge.basis().equals("estimated")) {
            notes.add(wording.say("estimated"));
        }
        var start = charge.startRegister();
        var end = charge.endRegister();
        if (start != null && end != null) {
            notes.add(wording.say("registers", wording.number(start), wording.number(end)));
        }
        if (charge.note() != null) {
            notes.add(charge.note());
        }
        return notes;
    }

    private Map<String, Object> line(Line line) {
        var quantity = line.quantity();
        var unit = line.unit();
        var price = line.price();
        return Map.of(
                "text",
                line.text(),
                "quantity",
                quantity == null || unit == null ? "" : wording.quantity(quantity, unit),
                "price",
                price == null ? "" : wording.price(price, bill.currency()),
                "amount",
                money(line.amountCents()));
    }

    private String money(long cents) {
        return wording.money(cents, bill.currency());
    }
}
