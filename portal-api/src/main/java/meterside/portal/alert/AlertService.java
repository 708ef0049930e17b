package meterside.portal.alert;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import meterside.portal.account.Accounts;
import meterside.portal.account.CustomerScope;
import meterside.portal.alert.AlertRepository.Stored;
import meterside.portal.alert.AlertRepository.Wish;
import meterside.portal.audit.Audit;
import meterside.portal.limit.Network;
import meterside.portal.problem.MalformedRequest;
import meterside.portal.session.SignedIn;
import meterside.portal.threshold.Subject;
import meterside.portal.threshold.Subjects;
import meterside.portal.threshold.Threshold;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Sets, changes and ends alerts. Whoever set one is who is told; others with access to the account do not see it. */
@Service
class AlertService {

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
    private static final int MOST_ALERTS = 20;
    private static final int MOST_CONTACTS = 10;

    private final Accounts accounts;
    private final Subjects subjects;
    private final AlertRepository alerts;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Clock clock;

    AlertService(
            Accounts accounts,
            Subjects subjects,
            AlertRepository alerts,
            Audit audit,
            TransactionalOperator transaction,
            Clock clock) {
        this.accounts = accounts;
        this.subjects = subjects;
        this.alerts = alerts;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    Mono<List<AlertView>> all(SignedIn who, String account) {
        return scope(who, account)
                .flatMap(
                        scope -> alerts.all(scope, who.login(), aYearAgo(scope)).map(found -> found.stream()
                                .map(alert -> AlertView.of(alert, scope.days()))
                                .toList()))
                .defaultIfEmpty(List.of());
    }

    Mono<AlertView> set(SignedIn who, String account, AlertRequest typed, Network from) {
        var wish = wish(typed);
        return subject(who, account, typed, wish).flatMap(subject -> alerts.count(subject.scope(), who.login())
                .filter(count -> count < MOST_ALERTS)
                .switchIfEmpty(Mono.error(TooManyAlerts::new))
                .then(verified(wish, who))
                .then(Mono.defer(() -> insert(who, subject, wish, from)))
                .as(transaction::transactional));
    }

    private Mono<AlertView> insert(SignedIn who, Subject subject, Wish wish, Network from) {
        var now = now();
        return alerts.insert(subject, who.login(), now).flatMap(alert -> alerts.insertVersion(alert, wish, now)
                .then(note(who, "alert-set", alert, wish.detail(), from))
                .then(Mono.defer(() -> view(who, subject.scope(), alert))));
    }

    /** A change is a new version, which decides what comes from now on; saying the same again changes nothing. */
    Mono<AlertView> change(SignedIn who, String account, String alert, AlertRequest typed, Network from) {
        var wish = wish(typed);
        return subject(who, account, typed, wish).flatMap(subject -> stored(who, subject.scope(), idOf(alert))
                .doOnNext(stored -> mustWatchTheSame(stored, subject))
                .flatMap(stored -> Wish.of(stored).equals(wish)
                        ? Mono.just(AlertView.of(stored, subject.scope().days()))
                        : verified(wish, who)
                                .then(Mono.defer(() -> alerts.insertVersion(stored.id(), wish, now())))
                                .then(note(who, "alert-changed", stored.id(), wish.detail(), from))
                                .then(Mono.defer(() -> view(who, subject.scope(), stored.id()))))
                .as(transaction::transactional));
    }

    Mono<Void> end(SignedIn who, String account, String alert, Network from) {
        return scope(who, account)
                .flatMap(scope -> alerts.end(scope, who.login(), idOf(alert), now()))
                .filter(ended -> ended)
                .switchIfEmpty(Mono.error(AlertNotFound::new))
                .then(note(who, "alert-ended", idOf(alert), Map.of(), from))
                .as(transaction::transactional);
    }

    private Mono<Void> note(SignedIn who, String action, long alert, Map<String, Object> detail, Network from) {
        return audit.note(Audit.login(who.login()), action, "alert:" + alert, detail, from.address());
    }

    private Mono<Subject> subject(SignedIn who, String account, AlertRequest typed, Wish wish) {
        var named = new Subject.Named(typed.channel(), typed.commodity());
        var threshold = Threshold.parse(typed.threshold(), typed.unit());
        return subjects.find(who, account, named).doOnNext(subject -> {
            if (subject.measuredIn(threshold.amount().unit()).isEmpty()
                    || wish.contacts().isEmpty()) {
                throw new ContactNotVerified();
            }
        });
    }

    private Mono<Void> verified(Wish wish, SignedIn who) {
        return alerts.areVerified(wish.contacts(), who.login())
                .filter(verified -> verified)
                .switchIfEmpty(Mono.error(ContactNotVerified::new))
                .then();
    }

    private static void mustWatchTheSame(Stored stored, Subject subject) {
        var channel = subject.channel();
        if (!Objects.equals(
                        stored.channel(), channel == null ? null : channel.id().value())
                || !stored.commodity().equals(subject.commodity())) {
            throw new MalformedRequest("An alert keeps what it watches. Set a new one, and end this one.");
        }
    }

    private static Wish wish(AlertRequest typed) {
        var threshold = Threshold.parse(typed.threshold(), typed.unit()).amount();
        return new Wish(
                threshold.billionths(),
                threshold.unit().symbol(),
                Boolean.TRUE.equals(typed.countEstimates()),
                contacts(typed.contacts()));
    }

    private static List<Long> contacts(@Nullable List<String> typed) {
        if (typed == null || typed.size() > MOST_CONTACTS || typed.contains(null)) {
            throw new MalformedRequest("The field contacts is a list of at most %d ids.".formatted(MOST_CONTACTS));
        }
        return typed.stream().map(AlertService::idOf).toList();
    }

    private Mono<AlertView> view(SignedIn who, CustomerScope scope, long alert) {
        return stored(who, scope, alert).map(stored -> AlertView.of(stored, scope.days()));
    }

    private Mono<Stored> stored(SignedIn who, CustomerScope scope, long alert) {
        return alerts.one(scope, who.login(), aYearAgo(scope), alert).switchIfEmpty(Mono.error(AlertNotFound::new));
    }

    /** {@return the account's first scope; empty when nothing is measured for it} */
    private Mono<CustomerScope> scope(SignedIn who, String account) {
        return accounts.channels(who, account)
                .filter(channels -> !channels.isEmpty())
                .map(channels -> channels.getFirst().scopes().getFirst());
    }

    private LocalDate aYearAgo(CustomerScope scope) {
        return scope.days().dayOf(clock.instant()).minusMonths(12);
    }

    /** As the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** {@return the id, or 0, which none has, for what is not written as we write ids} */
    private static long idOf(String text) {
        return ID.matcher(text).matches() ? Long.parseLong(text) : 0;
    }
}
