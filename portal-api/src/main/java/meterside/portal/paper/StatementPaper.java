package meterside.portal.paper;

import java.util.ArrayList;
import java.util.Map;
import meterside.portal.paper.House.Fact;
import meterside.portal.paper.Press.Paper;
import meterside.portal.paper.StatementSheet.Entry;

/** A statement of account in words. */
final class StatementPaper {

    private final StatementSheet statement;
    private final Wording wording;

    private StatementPaper(StatementSheet statement, Wording wording) {
        this.statement = statement;
        this.wording = wording;
    }

    static Paper of(StatementSheet statement, House house, Wording wording) {
        return new StatementPaper(statement, wording).paper(house);
    }

    private Paper paper(House house) {
        var account = statement.to().account();
        var lastDay = statement.until().minusDays(1);
        var span = wording.say("statementDays", wording.date(statement.from()), wording.date(lastDay));
        var values = house.values(
                wording, wording.say("statement.title", account), wording.say("statement.subject", account, span));
        var facts = new ArrayList<>(House.addressee(statement.to(), wording));
        facts.add(new Fact(wording.say("opening"), money(statement.openingCents())));
        facts.add(new Fact(wording.say("closing"), money(statement.closingCents())));
        values.put("span", span);
        values.put("facts", facts);
        values.put("some", !statement.entries().isEmpty());
        values.put("firstDay", wording.shortDate(statement.from()));
        values.put("lastDay", wording.shortDate(lastDay));
        values.put("opening", money(statement.openingCents()));
        values.put("closing", money(statement.closingCents()));
        values.put("entries", statement.entries().stream().map(this::entry).toList());
        return new Paper("statement", values);
    }

    private Map<String, Object> entry(Entry entry) {
        return Map.of(
                "on", wording.shortDate(entry.on()),
                "what", wording.say("entry." + entry.kind(), entry.what()),
                "charged", entry.chargedCents() == 0 ? "" : money(entry.chargedCents()),
                "paid", entry.paidCents() == 0 ? "" : money(entry.paidCents()),
                "balance", money(entry.balanceCents()));
    }

    private String money(long cents) {
        return wording.money(cents, statement.currency());
    }
}
