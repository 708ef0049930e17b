package meterside.portal.statement;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import meterside.portal.account.Accounts;
import meterside.portal.ledger.Ledger;
import meterside.portal.session.SignedIn;
import meterside.portal.statement.BesideRepository.Beside;
import meterside.portal.wish.Collision;
import meterside.portal.wish.Guard;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What an account owes, and what was charged and paid. */
@RestController
class StatementController {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=utf-8");
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.of("es"));

    private final Accounts accounts;
    private final Ledger ledger;
    private final Statements statements;
    private final BesideRepository rows;
    private final Guard guard;
    private final Clock clock;
    private final ZoneId zone;
    private final String currency;

    StatementController(
            Accounts accounts,
            Ledger ledger,
            Statements statements,
            BesideRepository rows,
            Guard guard,
            Clock clock,
            @Value("${METERSIDE_UTILITY_ZONE:America/New_York}") String zone,
            @Value("${METERSIDE_CURRENCY:USD}") String currency) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.statements = statements;
        this.rows = rows;
        this.guard = guard;
        this.clock = clock;
        this.zone = ZoneId.of(zone);
        this.currency = currency;
    }

    @GetMapping("/api/accounts/{account}/balance")
    Mono<BalanceView> balance(SignedIn who, @PathVariable String account) {
        return accounts.own(who, account).flatMap(own -> Mono.zip(ledger.balance(own.id()), rows.of(own.id()))
                .flatMap(found -> coming(own.id(), found.getT2())
                        .map(coming -> BalanceView.of(currency, found.getT1(), found.getT2(), coming))));
    }

    private Mono<List<Collision>> coming(long account, Beside beside) {
        return beside.ordered() ? guard.collisions(List.of(account)) : Mono.just(List.of());
    }

    @GetMapping("/api/accounts/{account}/statement")
    Mono<StatementView> statement(
            SignedIn who, @PathVariable String account, @RequestParam String from, @RequestParam String to) {
        var span = Span.parse(from, to);
        return accounts.own(who, account)
                .flatMap(own -> statements.of(own.id(), span.from(), span.to()))
                .map(StatementView::of);
    }

    @GetMapping("/api/accounts/{account}/statement.csv")
    Mono<ResponseEntity<byte[]>> csv(
            SignedIn who,
            @PathVariable String account,
            @RequestParam String from,
            @RequestParam String to,
            ServerHttpRequest request) {
        var span = Span.parse(from, to);
        var made = clock.instant().atZone(zone).toOffsetDateTime().withNano(0);
        var file = ContentDisposition.attachment()
                .filename("statement-%s-%s.csv".formatted(span.from(), span.to()))
                .build();
        return accounts.own(who, account)
                .flatMap(own -> statements
                        .of(own.id(), span.from(), span.to())
                        .map(found -> Spreadsheet.of(found, own.number(), currency, made, language(request))))
                .map(bytes -> ResponseEntity.ok()
                        .contentType(CSV)
                        .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                        .body(bytes));
    }

    /** {@return en or es, whichever the browser would rather read} */
    private static String language(ServerHttpRequest request) {
        try {
            var wished = Locale.LanguageRange.parse(
                    String.join(",", request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT_LANGUAGE)));
            var found = Locale.lookup(wished, LANGUAGES);
            return found == null ? "en" : found.getLanguage();
        } catch (IllegalArgumentException malformed) {
            return "en";
        }
    }
}
