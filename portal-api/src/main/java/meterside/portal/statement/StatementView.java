package meterside.portal.statement;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A statement on the wire. */
record StatementView(String from, String to, long openingCents, long closingCents, List<EntryView> entries) {

    /** @param what a bill's or a receipt's number; empty where there is none */
    record EntryView(
            String on,
            String kind,
            String what,
            @Nullable String bill,
            @Nullable String payment,
            long chargedCents,
            long paidCents,
            long balanceCents) {}

    static StatementView of(Statement statement) {
        return new StatementView(
                statement.from().toString(),
                statement.to().toString(),
                statement.openingCents(),
                statement.closingCents(),
                statement.lines().stream().map(StatementView::entry).toList());
    }

    private static EntryView entry(Statement.Line line) {
        return new EntryView(
                line.on().toString(),
                line.kind(),
                Objects.requireNonNullElse(line.what(), ""),
                line.bill() == null ? null : line.bill().toString(),
                line.payment() == null ? null : line.payment().toString(),
                line.chargedCents(),
                line.paidCents(),
                line.balanceCents());
    }
}
