package meterside.portal.note;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import meterside.portal.account.Accounts;
import meterside.portal.account.Channel;
import meterside.portal.audit.Audit;
import meterside.portal.input.CardNumbers;
import meterside.portal.limit.Network;
import meterside.portal.session.SignedIn;
import meterside.portal.span.Span;
import meterside.portal.span.Stay;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Notes of an account on days of a channel. A day is the usage point's local day, and must lie within an agreement of the
 * account; so neither a former tenant nor the next one meets the other's notes. Whoever has access to the account reads and
 * changes them alike.
 */
@Service
class NoteService {

    private final Accounts accounts;
    private final NoteRepository notes;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Clock clock;

    NoteService(Accounts accounts, NoteRepository notes, Audit audit, TransactionalOperator transaction, Clock clock) {
        this.accounts = accounts;
        this.notes = notes;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** {@return the notes of the span in order; none of days that were not the account's} */
    Mono<List<NoteView>> all(SignedIn who, String account, String channel, Span span) {
        return accounts.channel(who, account, channel)
                .flatMap(found -> Flux.fromIterable(Stay.all(found, span.from(), span.to()))
                        .concatMap(stay -> notes.all(stay, found.id()))
                        .concatMapIterable(some -> some)
                        .map(note -> NoteView.of(note, found.days()))
                        .collectList());
    }

    /** Writes the note, or changes it. Card numbers are masked before anything is stored (SC2); said again, nothing changes. */
    Mono<NoteView> put(SignedIn who, String account, String channel, LocalDate day, String text, Network from) {
        var masked = CardNumbers.masked(text);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        return accounts.channel(who, account, channel).flatMap(found -> {
            var stay = mustBeOneOfTheirs(found, day);
            return notes.put(stay.scope(), found.id(), day, masked, who.login(), now)
                    .flatMap(changed -> changed ? note(who, "note-pinned", found, day, from) : Mono.<Void>empty())
                    .then(Mono.defer(() -> notes.all(stay, found.id())))
                    .map(stored -> NoteView.of(stored.getFirst(), found.days()))
                    .as(transaction::transactional);
        });
    }

    Mono<Void> delete(SignedIn who, String account, String channel, LocalDate day, Network from) {
        return accounts.channel(who, account, channel)
                .flatMap(found -> notes.delete(mustBeOneOfTheirs(found, day).scope(), found.id(), day)
                        .filter(there -> there)
                        .switchIfEmpty(Mono.error(NoteNotFound::new))
                        .then(note(who, "note-taken-away", found, day, from))
                        .as(transaction::transactional));
    }

    /** {@return the day as a stay} */
    private Stay mustBeOneOfTheirs(Channel channel, LocalDate day) {
        if (day.isAfter(channel.days().dayOf(clock.instant()))) {
            throw new NoteDayRefused();
        }
        return Stay.all(channel, day, day.plusDays(1)).stream().findFirst().orElseThrow(NoteDayRefused::new);
    }

    /** What it says is the customer's own, and not in the book. */
    private Mono<Void> note(SignedIn who, String action, Channel channel, LocalDate day, Network from) {
        var about = Map.<String, Object>of("day", day.toString());
        return audit.note(
                Audit.login(who.login()), action, "channel:" + channel.id().value(), about, from.address());
    }
}
