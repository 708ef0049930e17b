package meterside.portal.billfile;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import meterside.portal.row.Faults;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of a file, for whoever sent it.
 *
 * @param unbilled numbers of accounts of the file's cycles that have no bill for its days
 */
public record Report(
        String file, Outcome outcome, @Nullable Totals totals, Stored stored, Faults faults, List<String> unbilled) {

    private static final int MOST_TOLD = 20;
    private static final int MOST_LISTED = 100;

    public enum Outcome {
        TAKEN,
        KNOWN,
        REFUSED
    }

    public static Report known(String file) {
        return new Report(file, Outcome.KNOWN, null, Stored.NOTHING, new Faults(), List.of());
    }

    public static Report refused(String file, Totals totals, Faults faults) {
        return new Report(file, Outcome.REFUSED, totals, Stored.NOTHING, faults, List.of());
    }

    public static Report taken(String file, Totals totals, Stored stored, List<String> unbilled) {
        return new Report(file, Outcome.TAKEN, totals, stored, new Faults(), unbilled);
    }

    /** {@return some sentences} */
    public String text() {
        return switch (outcome) {
            case KNOWN -> "%s was known already; nothing has changed.".formatted(file);
            case REFUSED -> refusal();
            case TAKEN ->
                "%s was taken: %s new, %s corrected, %s unchanged; %s of %s in all; %s of the past.%s"
                        .formatted(
                                file,
                                count(stored.bills(), "bill"),
                                number(stored.corrected()),
                                number(stored.unchanged()),
                                count(stored.charges(), "charge"),
                                dollars(),
                                count(stored.payments(), "payment"),
                                withoutBill());
        };
    }

    private String refusal() {
        var text = new StringBuilder("%s was refused, and nothing of it was taken.".formatted(file));
        for (var fault : faults.inOrder().stream().limit(MOST_TOLD).toList()) {
            text.append("%n  %s%s (%s)"
                    .formatted(
                            fault.line() == 0 ? "" : "line %d: ".formatted(fault.line()),
                            fault.detail(),
                            fault.code().word()));
        }
        if (faults.count() > MOST_TOLD) {
            text.append(
                    "%n  and %s more; --json lists up to a thousand.".formatted(number(faults.count() - MOST_TOLD)));
        }
        return text.toString();
    }

    private String withoutBill() {
        if (unbilled.isEmpty()) {
            return "";
        }
        var told = unbilled.stream().limit(MOST_TOLD).toList();
        return "%n  %s of its cycles have no bill for these days: %s%s"
                .formatted(
                        count(unbilled.size(), "account"),
                        String.join(", ", told),
                        unbilled.size() > told.size() ? " …" : "");
    }

    /** {@return one object, on one line} */
    public String json() {
        var json = JsonMapper.shared().createObjectNode();
        json.put("file", file);
        json.put("outcome", outcome.name().toLowerCase(Locale.ROOT));
        if (outcome == Outcome.TAKEN) {
            taken(json);
        }
        if (outcome == Outcome.REFUSED) {
            var list = json.put("faultsInAll", faults.count()).putArray("faults");
            for (var fault : faults.inOrder()) {
                list.addObject()
                        .put("line", fault.line())
                        .put("code", fault.code().word())
                        .put("detail", fault.detail());
            }
        }
        return json.toString();
    }

    private void taken(ObjectNode json) {
        json.putObject("bills")
                .put("new", stored.bills())
                .put("corrected", stored.corrected())
                .put("unchanged", stored.unchanged());
        json.put("charges", stored.charges());
        json.put("total", dollars());
        json.putObject("payments").put("new", stored.payments()).put("known", stored.knownPayments());
        json.put("accountsWithoutBillInAll", unbilled.size());
        var list = json.putArray("accountsWithoutBill");
        unbilled.stream().limit(MOST_LISTED).forEach(list::add);
    }

    private String dollars() {
        return BigDecimal.valueOf(totals == null ? 0 : totals.billCents(), 2).toPlainString();
    }

    private static String count(long count, String what) {
        return "%s %s%s".formatted(number(count), what, count == 1 ? "" : "s");
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
