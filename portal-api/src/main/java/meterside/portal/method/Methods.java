package meterside.portal.method;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import meterside.portal.audit.Audit;
import meterside.portal.gateway.Gateway.Page;
import meterside.portal.gateway.GatewayFailure;
import meterside.portal.gateway.PayingUnavailable;
import meterside.portal.gateway.Vault;
import meterside.portal.gateway.Vault.Saved;
import meterside.portal.letter.Letters;
import meterside.portal.limit.Network;
import meterside.portal.method.MethodUse.Use;
import meterside.portal.method.PageRepository.Origin;
import meterside.portal.session.SignedIn;
import meterside.portal.wish.Kind;
import meterside.portal.wish.MethodNotFound;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Keeps and removes methods. Whatever becomes of one, its owner is told at the address they sign in with. */
@Service
public class Methods {

    /** Longer than any call to the provider, and shorter than a customer waits to see the card they just left. */
    static final Duration FIRST_LOOK = Duration.ofMinutes(2);

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private final MethodRepository methods;
    private final PageRepository pages;
    private final Vault vault;
    private final Authorisations authorisations;
    private final List<MethodUse> uses;
    private final Letters letters;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final String publicUrl;
    private final Cache<String, Boolean> asked = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofSeconds(2))
            .maximumSize(10_000)
            .build();

    Methods(
            MethodRepository methods,
            PageRepository pages,
            Vault vault,
            Authorisations authorisations,
            List<MethodUse> uses,
            Letters letters,
            Audit audit,
            TransactionalOperator transaction,
            Clock clock,
            @Value("${METERSIDE_PUBLIC_URL:}") String publicUrl) {
        this.methods = methods;
        this.pages = pages;
        this.vault = vault;
        this.authorisations = authorisations;
        this.uses = List.copyOf(uses);
        this.letters = letters;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    /** Something left on a page, and by whom. */
    public record Left(String session, long login, Saved saved, String mandate) {}

    /** A method, and the accounts it pays by itself. */
    record Used(Method method, List<Long> accounts) {}

    /**
     * {@return a login's method}
     *
     * @throws MethodNotFound if they have none of that id; somebody else's and a removed one are the same
     */
    public Mono<Method> find(long login, String method) {
        return methods.find(login, ID.matcher(method).matches() ? Long.parseLong(method) : 0)
                .switchIfEmpty(Mono.error(MethodNotFound::new));
    }

    /** {@return what they keep; the provider is asked first whether they just left something} */
    Mono<List<Used>> all(long login) {
        return pages.open(login)
                .mapNotNull(PageRepository.Open::providerSession)
                .filter(session -> asked.asMap().putIfAbsent(session, true) == null)
                .collectList() // or its connection would be held while the provider is asked
                .flatMapIterable(open -> open)
                .concatMap(session -> look(session).onErrorComplete(Methods::isAway))
                .then(Mono.defer(() -> Mono.zip(methods.all(login).collectList(), usedBy(login))))
                .map(found -> found.getT1().stream()
                        .map(one -> new Used(one, found.getT2().getOrDefault(one.id(), List.of())))
                        .toList());
    }

    private Mono<Map<Long, List<Long>>> usedBy(long login) {
        return Flux.fromIterable(uses)
                .concatMap(use -> use.of(login))
                .flatMapIterable(found -> found)
                .collect(Collectors.groupingBy(Use::method, Collectors.mapping(Use::account, Collectors.toList())));
    }

    /** {@return a page of the provider's on which to leave a method} The words that authorise its debits were shown before. */
    Mono<Page> page(SignedIn who, Kind kind, String language) {
        return Mono.fromSupplier(UUID::randomUUID)
                .subscribeOn(Schedulers.boundedElastic()) // it waits for randomness
                .flatMap(id -> page(id, who, kind, language));
    }

    private Mono<Page> page(UUID id, SignedIn who, Kind kind, String language) {
        var now = clock.instant();
        var mandate = authorisations.keeping(kind, language).kept();
        var back = publicUrl + "/profile/methods";
        return pages.insert(id, who.login(), kind, mandate, now, now.plus(FIRST_LOOK))
                .then(Mono.defer(() -> methods.customer(who.login())))
                .switchIfEmpty(Mono.defer(() -> vault.customer(who.login(), who.email())))
                .flatMap(customer -> vault.page(
                        id,
                        who.login(),
                        customer,
                        kind.instrument().orElseThrow(),
                        language,
                        back + "?back",
                        back + "?left"))
                .onErrorMap(GatewayFailure.class, away -> new PayingUnavailable())
                .delayUntil(page -> pages.opened(id, page.session()));
    }

    /** {@return what was left on a page of ours to be kept; empty if nothing was} Asks the provider: in no transaction. */
    public Mono<Left> left(String session) {
        return pages.origin(session).flatMap(origin -> vault.savedOn(session)
                .map(saved -> new Left(session, origin.login(), saved, mandate(origin))));
    }

    private String mandate(Origin origin) {
        return origin.mandate() == null
                ? authorisations
                        .keeping(Kind.of(origin.kind()), Objects.requireNonNullElse(origin.language(), "en"))
                        .kept()
                : origin.mandate();
    }

    /** Keeps it, and tells its owner; once, however often it is told. In the caller's transaction. */
    public Mono<Void> keep(Left left) {
        return pages.seen(left.session())
                .then(Mono.defer(() ->
                        methods.insert(left.login(), left.saved(), left.session(), left.mandate(), clock.instant())))
                .flatMap(method -> tell(method, "method-added")
                        .then(audit.note(
                                Audit.login(left.login()),
                                "method-added",
                                "method:" + method.id(),
                                Map.of("kind", method.kind().word()),
                                "")));
    }

    /** Asks what was left on a page, and keeps it. */
    Mono<Void> look(String session) {
        return left(session).flatMap(left -> keep(left).as(transaction::transactional));
    }

    /**
     * Removes a method for good: nothing is debited from it any more, what used it ends, its owner is told, and the provider
     * lets go of it, now or as soon as it can be asked.
     */
    Mono<Void> remove(SignedIn who, String id, Network from) {
        return find(who.login(), id)
                .flatMap(method -> removed(who, method, from)
                        .as(transaction::transactional)
                        .filter(removed -> removed)
                        .switchIfEmpty(Mono.error(MethodNotFound::new)))
                .then(Mono.defer(this::forget));
    }

    private Mono<Boolean> removed(SignedIn who, Method method, Network from) {
        return methods.remove(method.id(), clock.instant())
                .delayUntil(removed -> removed
                        ? Flux.fromIterable(uses)
                                .concatMap(use -> use.end(method))
                                .then(tell(method, "method-removed"))
                                .then(audit.note(
                                        Audit.login(who.login()),
                                        "method-removed",
                                        "method:" + method.id(),
                                        Map.of("kind", method.kind().word()),
                                        from.address()))
                        : Mono.empty());
    }

    /** Has the provider let go of what was removed. What it does not answer is tried again. */
    Mono<Void> forget() {
        return methods.toForget(20)
                .flatMapIterable(found -> found)
                .concatMap(token -> vault.forget(token.providerMethod())
                        .then(Mono.defer(() -> methods.forgotten(token.id(), clock.instant())))
                        .onErrorComplete(Methods::isAway))
                .then();
    }

    private Mono<Void> tell(Method method, String kind) {
        return methods.email(method.login())
                .flatMap(email -> letters.tell(method.login(), email, kind, method.facts()));
    }

    static boolean isAway(Throwable failure) {
        return failure instanceof GatewayFailure || failure instanceof PayingUnavailable;
    }
}
