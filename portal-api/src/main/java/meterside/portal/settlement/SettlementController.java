package meterside.portal.settlement;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import meterside.portal.audit.Audit;
import meterside.portal.input.CardNumbers;
import meterside.portal.input.Typed;
import meterside.portal.limit.Network;
import meterside.portal.session.SignedIn;
import meterside.portal.settlement.SettlementRepository.Difference;
import meterside.portal.settlement.SettlementRepository.TakenFile;
import meterside.portal.staff.Clerk;
import meterside.portal.staff.Staff;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where the provider and our ledger disagree, for whoever serves at the counter. */
@RestController
@RequestMapping("/api/counter/settlement")
class SettlementController {

    private static final int MOST_DIFFERENCES = 200;
    private static final int MOST_FILES = 31;
    private static final int LONGEST_NOTE = 500;
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private final SettlementRepository rows;
    private final Staff staff;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final ZoneId zone;

    SettlementController(
            SettlementRepository rows,
            Staff staff,
            Audit audit,
            TransactionalOperator transaction,
            Clock clock,
            @Value("${METERSIDE_UTILITY_ZONE:America/New_York}") String zone) {
        this.rows = rows;
        this.staff = staff;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = ZoneId.of(zone);
    }

    record SettlementView(List<DifferenceView> differences, List<FileView> files) {}

    /** @param ageDays days of the utility's since it was found */
    record DifferenceView(
            String id,
            String kind,
            String concerns,
            String providerPayment,
            @Nullable String payment,
            String day,
            @Nullable Long oursCents,
            @Nullable Long theirsCents,
            long ageDays) {}

    record FileView(String name, String day, int lines, long grossCents, String takenAt) {}

    record ClosingRequest(@Nullable String note) {}

    @GetMapping
    Mono<SettlementView> open(SignedIn who) {
        return staff.atCounter(who)
                .flatMap(clerk -> Mono.zip(rows.open(MOST_DIFFERENCES), rows.files(MOST_FILES)))
                .map(found -> new SettlementView(
                        found.getT1().stream().map(this::view).toList(),
                        found.getT2().stream().map(this::view).toList()));
    }

    @PostMapping("/{difference}/closing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> close(SignedIn who, @PathVariable String difference, @RequestBody ClosingRequest typed, Network from) {
        return staff.atCounter(who)
                .flatMap(clerk -> {
                    var note = CardNumbers.masked(Typed.text("note", typed.note(), LONGEST_NOTE));
                    var id = ID.matcher(difference).matches() ? Long.parseLong(difference) : 0;
                    return rows.close(id, clerk.login(), note, clock.instant())
                            .filter(closed -> closed)
                            .switchIfEmpty(Mono.error(DifferenceNotFound::new))
                            .flatMap(closed -> noted(clerk, id, from));
                })
                .as(transaction::transactional);
    }

    private Mono<Void> noted(Clerk clerk, long id, Network from) {
        return audit.note(
                Audit.login(clerk.login()), "difference-closed", "difference:" + id, Map.of(), from.address());
    }

    private DifferenceView view(Difference found) {
        var payment = found.payment();
        return new DifferenceView(
                Long.toString(found.id()),
                found.kind(),
                found.concerns(),
                found.providerPayment(),
                payment == null ? null : payment.toString(),
                found.day().toString(),
                found.ours(),
                found.theirs(),
                ChronoUnit.DAYS.between(day(found.openedAt()), day(clock.instant())));
    }

    private FileView view(TakenFile file) {
        return new FileView(
                file.name(),
                file.day().toString(),
                file.lines(),
                file.gross(),
                file.takenAt().atZone(zone).toOffsetDateTime().toString());
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }
}
