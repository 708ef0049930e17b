package meterside.standins.checkout;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import meterside.standins.checkout.Till.Offer;
import meterside.standins.checkout.Till.Outcome;
import meterside.standins.wire.Form;

/** {@code /pay/c/SESSION}: shows what is paid, takes a card or a bank account, and leads back to the shop. */
public final class HostedPage implements HttpHandler {

    private final Till till;
    private final String merchant;
    private final Clock clock;

    /** @param merchant whom one pays */
    public HostedPage(Till till, String merchant, Clock clock) {
        this.till = till;
        this.merchant = merchant;
        this.clock = clock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var session = exchange.getRequestURI().getPath().replaceFirst("^/pay/c/", "");
        var accepted = exchange.getRequestHeaders().getFirst("Accept-Language");
        var offer = till.offer(session);
        if (offer.isEmpty()) {
            var words = Words.in("auto", accepted == null ? "" : accepted);
            answer(exchange, 404, Layout.message(words, "none", "", ""), List.of());
            return;
        }
        var words = Words.in(offer.get().language(), accepted == null ? "" : accepted);
        switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> show(exchange, offer.get(), words, kind(exchange, offer.get()), Map.of(), "");
            case "POST" -> take(exchange, offer.get(), words, Form.body(exchange));
            default -> Form.answer(exchange, 405, "text/plain", "");
        }
    }

    private static String kind(HttpExchange exchange, Offer offer) {
        var asked = Form.read(exchange.getRequestURI().getRawQuery()).getOrDefault("kind", "");
        return offer.kinds().contains(asked) ? asked : offer.kinds().getFirst();
    }

    private void take(HttpExchange exchange, Offer offer, Words words, Map<String, String> typed) throws IOException {
        var kind = offer.kinds().contains(typed.getOrDefault("kind", ""))
                ? typed.getOrDefault("kind", "")
                : offer.kinds().getFirst();
        if (typed.containsKey("answer")) {
            became(
                    exchange,
                    offer,
                    words,
                    kind,
                    till.answer(offer.session(), typed.get("answer").equals("yes")));
            return;
        }
        Instrument by;
        try {
            by = kind.equals("card")
                    ? Instrument.card(
                            typed.getOrDefault("number", ""),
                            typed.getOrDefault("expiry", ""),
                            typed.getOrDefault("cvc", ""),
                            typed.getOrDefault("card-name", ""),
                            YearMonth.now(clock.withZone(ZoneOffset.UTC)))
                    : Instrument.bank(
                            typed.getOrDefault("routing", ""),
                            typed.getOrDefault("account", ""),
                            typed.getOrDefault("name", ""));
        } catch (Instrument.Wrong wrong) {
            show(exchange, offer, words, kind, typed, wrong.field);
            return;
        }
        became(exchange, offer, words, kind, till.pay(offer.session(), by, typed.getOrDefault("email", "")));
    }

    private void became(HttpExchange exchange, Offer offer, Words words, String kind, Outcome outcome)
            throws IOException {
        switch (outcome.what()) {
            case "done" -> {
                exchange.getResponseHeaders().set("Location", offer.success());
                Form.answer(exchange, 303, "text/plain", "");
            }
            case "declined" ->
                answer(
                        exchange,
                        200,
                        Layout.form(words, offer, merchant, kind, Map.of(), "", outcome.why()),
                        to(offer));
            default -> {
                exchange.getResponseHeaders().set("Location", "/pay/c/" + offer.session());
                Form.answer(exchange, 303, "text/plain", "");
            }
        }
    }

    private void show(
            HttpExchange exchange, Offer offer, Words words, String kind, Map<String, String> typed, String wrong)
            throws IOException {
        var page =
                switch (offer.state()) {
                    case "complete" -> Layout.message(words, "complete", offer.success(), words.say("go-on"));
                    case "expired" -> Layout.message(words, "expired", offer.back(), words.say("go-back"));
                    case "asking" -> Layout.question(words, offer.session());
                    default -> Layout.form(words, offer, merchant, kind, typed, wrong, "");
                };
        answer(exchange, wrong.isEmpty() ? 200 : 422, page, to(offer));
    }

    private static List<String> to(Offer offer) {
        return List.of(offer.success(), offer.back());
    }

    /** @param leadsTo addresses a form's answer may lead to: browsers hold redirects to the policy too */
    private static void answer(HttpExchange exchange, int status, String page, List<String> leadsTo)
            throws IOException {
        var policy =
                new StringBuilder("default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'");
        leadsTo.stream()
                .filter(address -> !address.isEmpty())
                .map(HostedPage::origin)
                .distinct()
                .forEach(origin -> policy.append(' ').append(origin));
        exchange.getResponseHeaders().set("Content-Security-Policy", policy + "; frame-ancestors 'none'");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        Form.answer(exchange, status, "text/html; charset=utf-8", page);
    }

    private static String origin(String address) {
        var uri = URI.create(address.replace("{", "%7B").replace("}", "%7D"));
        return uri.getScheme() + "://" + uri.getAuthority();
    }
}
