package meterside.portal.bill;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import meterside.metering.Quantity;
import meterside.portal.account.Accounts;
import meterside.portal.account.Accounts.Own;
import meterside.portal.account.Channel;
import meterside.portal.bill.BillRepository.Charge;
import meterside.portal.bill.BillRepository.Line;
import meterside.portal.bill.BillRepository.Stored;
import meterside.portal.books.OpenCharge;
import meterside.portal.ledger.Ledger;
import meterside.portal.session.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Puts a bill beside what the ledger says is open of it, and beside the reads of its days. */
@Service
class BillService {

    /** Two years of months. */
    private static final int PAGE = 24;

    private final Accounts accounts;
    private final Ledger ledger;
    private final BillRepository bills;
    private final BillReads reads;

    BillService(Accounts accounts, Ledger ledger, BillRepository bills, BillReads reads) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.bills = bills;
        this.reads = reads;
    }

    Mono<BillView.All> all(SignedIn who, String account, @Nullable Long before) {
        return accounts.own(who, account)
                .flatMap(own -> Mono.zip(bills.all(own, before, PAGE + 1), ledger.open(own.id())))
                .map(found -> new BillView.All(
                        found.getT1().stream()
                                .limit(PAGE)
                                .map(bill -> brief(bill, found.getT2()))
                                .toList(),
                        found.getT1().size() > PAGE));
    }

    /** {@return the bill, or {@link BillNotFound}} */
    Mono<BillView> one(SignedIn who, String account, long bill, boolean inSpanish) {
        return accounts.own(who, account)
                .flatMap(own -> bills.one(own, bill).flatMap(found -> whole(who, account, own, found, inSpanish)))
                .switchIfEmpty(Mono.error(BillNotFound::new));
    }

    private Mono<BillView> whole(SignedIn who, String account, Own own, Stored bill, boolean inSpanish) {
        return Mono.zip(
                        bills.charges(own, bill.id()),
                        bills.lines(own, bill.id()),
                        ledger.open(own.id()),
                        accounts.channels(who, account),
                        previous(own, bill))
                .flatMap(found -> {
                    var channels = found.getT4();
                    return reads.of(found.getT1(), channels)
                            .map(said -> view(
                                    bill,
                                    found.getT3(),
                                    charges(found.getT1(), found.getT2(), found.getT3(), channels, said, inSpanish),
                                    found.getT5().orElse(null),
                                    inSpanish));
                });
    }

    private Mono<Optional<BillView.Previous>> previous(Own own, Stored bill) {
        return bills.before(own, bill)
                .flatMap(before -> bills.charges(own, before.id())
                        .map(charges -> Optional.of(new BillView.Previous(
                                Long.toString(before.id()),
                                before.issuedOn().toString(),
                                before.totalCents(),
                                charges.stream()
                                        .filter(charge -> charge.kind().equals("service"))
                                        .map(charge -> new BillView.PreviousCharge(
                                                charge.service(),
                                                decimal(charge.quantity()),
                                                charge.unit(),
                                                charge.amountCents()))
                                        .toList()))))
                .defaultIfEmpty(Optional.empty());
    }

    private BillView.Brief brief(Stored bill, List<OpenCharge> open) {
        return new BillView.Brief(
                Long.toString(bill.id()),
                bill.number(),
                bill.version(),
                bill.issuedOn().toString(),
                bill.dueOn().toString(),
                bill.first().toString(),
                bill.beyond().toString(),
                bill.totalCents(),
                openCents(bill, open),
                state(bill, open));
    }

    private BillView view(
            Stored bill,
            List<OpenCharge> open,
            List<BillView.Charge> charges,
            BillView.@Nullable Previous previous,
            boolean inSpanish) {
        return new BillView(
                Long.toString(bill.id()),
                bill.number(),
                bill.version(),
                bill.issuedOn().toString(),
                bill.dueOn().toString(),
                bill.first().toString(),
                bill.beyond().toString(),
                bill.currency(),
                bill.totalCents(),
                openCents(bill, open),
                state(bill, open),
                said(bill.reason(), bill.reasonEs(), inSpanish),
                id(bill.corrects()),
                id(bill.correctedBy()),
                charges,
                previous);
    }

    private static List<BillView.Charge> charges(
            List<Charge> charges,
            List<Line> lines,
            List<OpenCharge> open,
            List<Channel> channels,
            Map<Long, BillView.Read> reads,
            boolean inSpanish) {
        var byCharge = lines.stream().collect(Collectors.groupingBy(Line::charge));
        return charges.stream()
                .map(charge -> new BillView.Charge(
                        Long.toString(charge.id()),
                        charge.service(),
                        charge.kind(),
                        day(charge.first()),
                        day(charge.beyond()),
                        BillReads.channelOf(charge, channels)
                                .map(channel -> Integer.toString(channel.id().value()))
                                .orElse(null),
                        decimal(charge.quantity()),
                        charge.unit(),
                        charge.basis(),
                        charge.startRegister(),
                        charge.endRegister(),
                        said(charge.note(), charge.noteEs(), inSpanish),
                        charge.amountCents(),
                        open.stream()
                                .filter(one -> one.charge() == charge.id())
                                .mapToLong(OpenCharge::openCents)
                                .sum(),
                        reads.get(charge.id()),
                        byCharge.getOrDefault(charge.id(), List.of()).stream()
                                .map(line -> view(line, inSpanish))
                                .toList()))
                .toList();
    }

    private static BillView.Line view(Line line, boolean inSpanish) {
        var spanish = line.textEs();
        return new BillView.Line(
                inSpanish && spanish != null ? spanish : line.text(),
                decimal(line.quantity()),
                line.unit(),
                line.price(),
                line.amountCents());
    }

    private static @Nullable String said(@Nullable String english, @Nullable String spanish, boolean inSpanish) {
        return inSpanish && spanish != null ? spanish : english;
    }

    private static long openCents(Stored bill, List<OpenCharge> open) {
        return open.stream()
                .filter(charge -> isOf(bill, charge))
                .mapToLong(OpenCharge::openCents)
                .sum();
    }

    /** {@return replaced, paid, past-due from the day after a charge was due, or open} */
    private String state(Stored bill, List<OpenCharge> open) {
        if (bill.correctedBy() != null) {
            return "replaced";
        }
        var left = open.stream().filter(charge -> isOf(bill, charge)).toList();
        if (left.isEmpty()) {
            return "paid";
        }
        var today = ledger.today();
        return left.stream().anyMatch(charge -> charge.dueOn().isBefore(today)) ? "past-due" : "open";
    }

    private static boolean isOf(Stored bill, OpenCharge charge) {
        var its = charge.bill();
        return its != null && its == bill.id();
    }

    private static @Nullable String decimal(@Nullable Long billionths) {
        return billionths == null ? null : Quantity.decimal(BigInteger.valueOf(billionths));
    }

    private static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static @Nullable String id(@Nullable Long id) {
        return id == null ? null : Long.toString(id);
    }
}
