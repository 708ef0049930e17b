package meterside.portal.printing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import meterside.portal.account.Accounts;
import meterside.portal.audit.Audit;
import meterside.portal.lifecycle.Payment;
import meterside.portal.limit.Network;
import meterside.portal.paper.Papers;
import meterside.portal.payment.PaymentNotFound;
import meterside.portal.payment.Payments;
import meterside.portal.problem.MalformedRequest;
import meterside.portal.problem.NotFound;
import meterside.portal.session.SignedIn;
import meterside.portal.staff.Staff;
import meterside.portal.statement.Span;
import meterside.portal.wish.Part;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Bills, receipts and statements as PDF. */
@RestController
class PrintController {

    private static final List<String> LANGUAGES = List.of("en", "es");
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Accounts accounts;
    private final Payments payments;
    private final Staff staff;
    private final Audit audit;
    private final Sheets sheets;
    private final Papers papers;

    PrintController(Accounts accounts, Payments payments, Staff staff, Audit audit, Sheets sheets, Papers papers) {
        this.accounts = accounts;
        this.payments = payments;
        this.staff = staff;
        this.audit = audit;
        this.sheets = sheets;
        this.papers = papers;
    }

    @GetMapping("/api/accounts/{account}/bills/{bill}/pdf")
    Mono<ResponseEntity<byte[]>> bill(
            SignedIn who,
            @PathVariable String account,
            @PathVariable String bill,
            @RequestParam(required = false) @Nullable String language,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, defaultValue = "") String preferred) {
        var tongue = chosen(language, preferred);
        var id = ID.matcher(bill).matches() ? Long.parseLong(bill) : 0;
        return accounts.own(who, account)
                .flatMap(own -> sheets.bill(own.id(), id, tongue))
                .flatMap(sheet -> papers.print(sheet, tongue).map(bytes -> pdf("bill-" + sheet.number(), bytes)));
    }

    @GetMapping("/api/accounts/{account}/statement.pdf")
    Mono<ResponseEntity<byte[]>> statement(
            SignedIn who,
            @PathVariable String account,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(required = false) @Nullable String language,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, defaultValue = "") String preferred) {
        var tongue = chosen(language, preferred);
        var span = Span.parse(from, to);
        var name = "statement-%s-%s".formatted(span.from(), span.to());
        return accounts.own(who, account)
                .flatMap(own -> sheets.statement(own.id(), span))
                .flatMap(sheet -> papers.print(sheet, tongue))
                .map(bytes -> pdf(name, bytes));
    }

    /** For whoever paid; for whoever sees an account that was paid, what went there; and for clerks, whose look is audited. */
    @GetMapping("/api/payments/{payment}/receipt")
    Mono<ResponseEntity<byte[]>> receipt(
            SignedIn who,
            @PathVariable String payment,
            @RequestParam(required = false) @Nullable String language,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, defaultValue = "") String preferred,
            Network from) {
        var tongue = chosen(language, preferred);
        if (!KEY.matcher(payment).matches()) {
            throw new PaymentNotFound();
        }
        return payments.find(UUID.fromString(payment)).flatMap(found -> {
            var number = found.standing().receipt();
            return number == null
                    ? Mono.error(new PaymentNotFound())
                    : seen(who, found, from)
                            .flatMap(seen -> sheets.receipt(found, number, seen.parts(), seen.whole()))
                            .flatMap(
                                    sheet -> papers.print(sheet, tongue).map(bytes -> pdf("receipt-" + number, bytes)));
        });
    }

    /** What of a payment somebody may see. */
    private record Seen(List<Part> parts, boolean whole) {}

    private Mono<Seen> seen(SignedIn who, Payment payment, Network from) {
        if (Long.valueOf(who.login()).equals(payment.wish().payer().login())) {
            return Mono.just(new Seen(payment.parts(), true));
        }
        return Flux.fromIterable(payment.parts())
                .filterWhen(part -> accounts.sees(who, part.account()))
                .collectList()
                .filter(parts -> !parts.isEmpty())
                .map(parts -> new Seen(parts, false))
                .switchIfEmpty(Mono.defer(() -> byClerk(who, payment, from)));
    }

    private Mono<Seen> byClerk(SignedIn who, Payment payment, Network from) {
        return staff.atCounter(who)
                .onErrorMap(NotFound.class, stranger -> new PaymentNotFound())
                .delayUntil(clerk -> audit.note(
                        Audit.login(clerk.login()),
                        "receipt-printed",
                        "payment:" + payment.id(),
                        Map.of(),
                        from.address()))
                .map(clerk -> new Seen(payment.parts(), true));
    }

    /** {@return the language asked for, else the first of the browser's that we write} */
    private static String chosen(@Nullable String language, String preferred) {
        if (language != null) {
            if (!LANGUAGES.contains(language)) {
                throw new MalformedRequest("The parameter language must be one of en, es.");
            }
            return language;
        }
        try {
            var found = Locale.lookupTag(Locale.LanguageRange.parse(preferred), LANGUAGES);
            return found == null ? LANGUAGES.getFirst() : found;
        } catch (IllegalArgumentException malformed) {
            return LANGUAGES.getFirst();
        }
    }

    /** To be saved, and called so: our own content policy would keep a browser from showing it. Numbers come from the billing system: only what is plain stays. */
    private static ResponseEntity<byte[]> pdf(String name, byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s.pdf\"".formatted(name.replaceAll("[^A-Za-z0-9._-]", "-")))
                .body(bytes);
    }
}
