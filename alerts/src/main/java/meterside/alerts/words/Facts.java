package meterside.alerts.words;

import java.math.BigInteger;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a notice's facts into what its template says, in one language. What a fact is follows from its name: {@code …Cents} is
 * money, {@code …On} a day, {@code …At} a time with its zone. Lists of facts, such as the lines of a receipt, are turned likewise.
 */
final class Facts {

    private final Language language;
    private final ZoneId utility;

    /** @param utility the zone of times that come without the reader's own */
    Facts(Language language, ZoneId utility) {
        this.language = language;
        this.utility = utility;
    }

    /** @throws java.time.DateTimeException or NumberFormatException if a fact is malformed */
    Map<String, Object> said(Map<String, Object> facts) {
        return said(facts, facts.getOrDefault("currency", "USD").toString(), zoneOf(facts));
    }

    private Map<String, Object> said(Map<String, Object> facts, String currency, ZoneId zone) {
        var values = new HashMap<>(facts);
        values.putIfAbsent("masked", facts.getOrDefault("address", ""));
        facts.forEach((name, fact) -> {
            if (fact instanceof List<?> list) {
                values.put(
                        name,
                        list.stream()
                                .map(element -> one(element, currency, zone))
                                .toList());
                values.put("several", list.size() > 1);
            } else {
                say(name, fact.toString(), currency, zone, values);
            }
        });
        if (facts.containsKey("method")) {
            values.put(
                    "paidBy",
                    language.terms().method(text(facts, "method"), text(facts, "label"), text(facts, "last4")));
        }
        if (facts.containsKey("service")) {
            values.put("what", what(facts));
        }
        return values;
    }

    private Object one(Object element, String currency, ZoneId zone) {
        if (!(element instanceof Map<?, ?> map)) {
            return element;
        }
        var inner = new HashMap<String, Object>();
        map.forEach((name, fact) -> {
            if (fact != null) {
                inner.put(name.toString(), fact);
            }
        });
        return said(inner, currency, zone);
    }

    private void say(String name, String text, String currency, ZoneId zone, Map<String, Object> values) {
        switch (name) {
            case "day" -> {
                values.put("day", language.day(text));
                values.put("shortDay", language.shortDay(text));
            }
            case "at", "by" -> values.put(name, language.time(text, utility));
            case "value", "threshold" -> values.put(name, language.amount(text));
            case "commodity" -> values.put(name, language.commodity(text));
            case "unit" -> values.put(name, language.unit(text));
            case "change" ->
                values.put(text.contains("added") ? "added" : text.contains("removed") ? "removed" : "codes", true);
            case "reason" -> {
                values.put("why", language.terms().reason(text));
                values.put(text.equals("dispute") ? "disputed" : "returned", true);
            }
            default -> sayByEnding(name, text, currency, zone, values);
        }
    }

    private void sayByEnding(String name, String text, String currency, ZoneId zone, Map<String, Object> values) {
        if (name.endsWith("Cents")) {
            var stem = name.substring(0, name.length() - "Cents".length());
            var cents = new BigInteger(text);
            var said = language.money(cents.abs(), currency);
            values.put(stem, cents.signum() >= 0 ? said : language.terms().credit(said));
            values.put(stem + "OrNone", cents.signum() == 0 ? language.terms().none() : said);
            values.put("some" + capital(stem), cents.signum() > 0);
        } else if (name.endsWith("On")) {
            values.put(name, language.date(text));
        } else if (name.endsWith("At")) {
            values.put(name, language.moment(text, zone));
        } // else it is said as it is
    }

    /** {@return such as Water, late fee} */
    private String what(Map<String, Object> line) {
        var words = new ArrayList<String>();
        words.add(language.terms().service(text(line, "service")));
        words.add(language.terms().charge(text(line, "charge")));
        words.removeIf(String::isEmpty);
        return String.join(", ", words);
    }

    private ZoneId zoneOf(Map<String, Object> facts) {
        var zone = text(facts, "zone");
        return zone.isEmpty() ? utility : ZoneId.of(zone);
    }

    private static String text(Map<String, Object> facts, String name) {
        return facts.getOrDefault(name, "").toString();
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
