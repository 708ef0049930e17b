package meterside.portal.printing;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import meterside.portal.bill.BillNotFound;
import meterside.portal.books.Allocated;
import meterside.portal.ledger.Ledger;
import meterside.portal.lifecycle.Payment;
import meterside.portal.paper.Addressee;
import meterside.portal.paper.BillSheet;
import meterside.portal.paper.ReceiptSheet;
import meterside.portal.paper.StatementSheet;
import meterside.portal.printing.PrintRepository.BillRow;
import meterside.portal.printing.PrintRepository.ChargeRow;
import meterside.portal.printing.PrintRepository.LineRow;
import meterside.portal.printing.PrintRepository.MethodRow;
import meterside.portal.statement.Span;
import meterside.portal.statement.Statement;
import meterside.portal.statement.Statements;
import meterside.portal.wish.Part;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gathers what stands on a paper. */
@Component
class Sheets {

    private static final int BILLIONTHS = 9;

    private final PrintRepository rows;
    private final Ledger ledger;
    private final Statements statements;
    private final ZoneId zone;
    private final String currency;

    Sheets(
            PrintRepository rows,
            Ledger ledger,
            Statements statements,
            @Value("${METERSIDE_UTILITY_ZONE:America/New_York}") String zone,
            @Value("${METERSIDE_CURRENCY:USD}") String currency) {
        this.rows = rows;
        this.ledger = ledger;
        this.statements = statements;
        this.zone = ZoneId.of(zone);
        this.currency = currency;
    }

    /** {@return the bill, or {@link BillNotFound}} */
    Mono<BillSheet> bill(long account, long bill, String language) {
        return rows.bill(account, bill)
                .switchIfEmpty(Mono.error(BillNotFound::new))
                .flatMap(row -> Mono.zip(
                                rows.addressee(account),
                                rows.charges(bill),
                                rows.lines(bill, language),
                                open(account, bill))
                        .map(found -> bill(row, found.getT1(), found.getT2(), found.getT3(), found.getT4())));
    }

    private Mono<Long> open(long account, long bill) {
        return ledger.open(account).map(open -> open.stream()
                .filter(charge -> Objects.equals(charge.bill(), bill))
                .mapToLong(charge -> charge.openCents())
                .sum());
    }

    private static BillSheet bill(
            BillRow bill, Addressee to, List<ChargeRow> charges, List<LineRow> lines, long openCents) {
        var linesOf = lines.stream().collect(Collectors.groupingBy(LineRow::charge));
        var beforeOn = bill.beforeOn();
        var beforeCents = bill.beforeCents();
        return new BillSheet(
                to,
                bill.number(),
                bill.version(),
                bill.issuedOn(),
                bill.dueOn(),
                bill.startsOn(),
                bill.endsOn(),
                bill.currency(),
                bill.totalCents(),
                openCents,
                bill.reason(),
                bill.replaced(),
                charges.stream()
                        .map(row -> charge(row, linesOf.getOrDefault(row.id(), List.of())))
                        .toList(),
                beforeOn == null || beforeCents == null ? null : new BillSheet.Previous(beforeOn, beforeCents));
    }

    private static BillSheet.Charge charge(ChargeRow row, List<LineRow> lines) {
        return new BillSheet.Charge(
                row.service(),
                row.kind(),
                row.startsOn(),
                row.endsOn(),
                exact(row.quantity()),
                row.unit(),
                row.basis(),
                row.startRegister(),
                row.endRegister(),
                row.note(),
                row.amountCents(),
                lines.stream()
                        .map(line -> new BillSheet.Line(
                                line.text(), exact(line.quantity()), line.unit(), line.price(), line.amountCents()))
                        .toList());
    }

    private static @Nullable BigDecimal exact(@Nullable Long billionths) {
        return billionths == null ? null : BigDecimal.valueOf(billionths, BILLIONTHS);
    }

    Mono<StatementSheet> statement(long account, Span span) {
        return rows.addressee(account)
                .zipWith(statements.of(account, span.from(), span.to()))
                .map(found -> statement(found.getT1(), found.getT2()));
    }

    private StatementSheet statement(Addressee to, Statement found) {
        return new StatementSheet(
                to,
                found.from(),
                found.to(),
                currency,
                found.openingCents(),
                found.closingCents(),
                found.lines().stream()
                        .map(line -> new StatementSheet.Entry(
                                line.on(),
                                line.kind(),
                                Objects.requireNonNullElse(line.what(), ""),
                                line.chargedCents(),
                                line.paidCents(),
                                line.balanceCents()))
                        .toList());
    }

    /**
     * {@return the receipt of what went to these parts}
     *
     * @param whole whether it is for whoever paid, or a clerk: else what it was paid with and its fee are not said
     * @param receipt its number
     */
    Mono<ReceiptSheet> receipt(Payment payment, long receipt, List<Part> parts, boolean whole) {
        var accounts = parts.stream().map(Part::account).toList();
        var paid = Flux.fromIterable(parts)
                .concatMap(part -> Mono.zip(rows.addressee(part.account()), shares(payment, part))
                        .map(found -> part(part, found.getT1(), found.getT2())))
                .collectList();
        var method = rows.method(payment.id()).map(Optional::of).defaultIfEmpty(Optional.empty());
        return Mono.zip(paid, method, rows.givenBack(payment.id(), accounts))
                .map(found -> receipt(
                        payment,
                        receipt,
                        found.getT1(),
                        whole ? found.getT2() : Optional.empty(),
                        found.getT3(),
                        whole));
    }

    private Mono<Allocated> shares(Payment payment, Part part) {
        return ledger.sharesOf(payment.id(), part.account()).defaultIfEmpty(new Allocated(List.of(), 0));
    }

    private ReceiptSheet receipt(
            Payment payment,
            long receipt,
            List<ReceiptSheet.Part> parts,
            Optional<MethodRow> method,
            long givenBackCents,
            boolean whole) {
        return new ReceiptSheet(
                Long.toString(receipt),
                payment.createdAt().atZone(zone).toOffsetDateTime(),
                zone,
                payment.effectiveOn(),
                payment.kind().word(),
                method.map(MethodRow::label).orElse(null),
                method.map(MethodRow::last4).orElse(null),
                payment.state().word(),
                payment.currency(),
                parts.stream().mapToLong(ReceiptSheet.Part::amountCents).sum(),
                whole ? payment.wish().feeCents() : 0,
                givenBackCents,
                parts);
    }

    private static ReceiptSheet.Part part(Part part, Addressee to, Allocated paid) {
        return new ReceiptSheet.Part(
                to,
                part.cents(),
                paid.unappliedCents(),
                paid.shares().stream()
                        .map(share -> new ReceiptSheet.Line(
                                share.charge().service(),
                                share.charge().kind(),
                                share.charge().billNumber(),
                                share.charge().dueOn(),
                                share.paysCents()))
                        .toList());
    }
}
