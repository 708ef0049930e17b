package meterside.standins.money;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import meterside.standins.wire.Faults;
import meterside.standins.wire.Form;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/…}: Stripe's API as far as Meterside asks it, with its keys, its idempotency and its errors. */
final class Api implements HttpHandler {

    private static final Pattern SEARCH = Pattern.compile("metadata\\[['\"]payment['\"]]:['\"]([^'\"]*)['\"]");
    private static final long KEPT = 24 * 60 * 60;

    private final Vault vault;
    private final Faults faults;
    private final Sessions sessions;
    private final Intents intents;
    private final Refunds refunds;
    private final Delays delays;
    private final Function<ObjectNode, ObjectNode> show;
    private final Runnable first;
    private final String key;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /** What is answered, and what has been done. */
    private record Answer(int status, ObjectNode body) {}

    /** @param first what is to be done before anything is answered: what has run out by now is no longer open */
    Api(
            Vault vault,
            Faults faults,
            Sessions sessions,
            Intents intents,
            Refunds refunds,
            Delays delays,
            Function<ObjectNode, ObjectNode> show,
            Runnable first,
            String key) {
        this.vault = vault;
        this.faults = faults;
        this.sessions = sessions;
        this.intents = intents;
        this.refunds = refunds;
        this.delays = delays;
        this.show = show;
        this.first = first;
        this.key = key;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var asked = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath().substring("/v1/".length());
        exchange.getResponseHeaders().set("Request-Id", vault.id("req_"));
        try {
            authorise(exchange);
            var fault = new Mishap(faults.next(place(asked)).orElse(""));
            if (asked.startsWith("GET settlements/")) {
                settlement(exchange, asked.substring("GET settlements/".length()));
                return;
            }
            fault.before(exchange);
            first.run();
            var form = asked.startsWith("GET ")
                    ? Form.read(exchange.getRequestURI().getRawQuery())
                    : Form.body(exchange);
            var answer = asked.startsWith("GET ") ? look(asked, form) : post(exchange, asked, form, fault);
            fault.after(exchange);
            Form.answer(exchange, answer.status, "application/json", Vault.JSON.writeValueAsString(answer.body));
        } catch (Refusal refused) {
            Form.answer(exchange, refused.status, "application/json", Vault.JSON.writeValueAsString(refused.body()));
        }
    }

    private void authorise(HttpExchange exchange) {
        var given = exchange.getRequestHeaders().getFirst("Authorization");
        var basic = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
        if (key.isEmpty() || (!("Bearer " + key).equals(given) && !("Basic " + basic).equals(given))) {
            throw Refusal.of(401, "invalid_request_error", "", "Invalid API Key provided.");
        }
    }

    private static String place(String asked) {
        return switch (asked) {
            case "POST checkout/sessions" -> "pay.session";
            case "POST payment_intents" -> "pay.intent";
            case "POST refunds" -> "pay.refund";
            case "POST customers" -> "pay.customer";
            default ->
                asked.startsWith("GET settlements/")
                        ? "" // the file's own faults change it instead
                        : asked.startsWith("GET ") ? "pay.look" : "pay.method";
        };
    }

    /** The same key: the same answer, for a day. The same key for something else, or while the first is under way, is refused. */
    private Answer post(HttpExchange exchange, String asked, Map<String, String> form, Mishap fault) {
        var given = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (given == null) {
            return vault.change(change -> done(change, asked, form));
        }
        if (given.length() > 255 || !underWay.add(given)) {
            throw Refusal.of(
                    409, "idempotency_error", "idempotency_key_in_use", "This key is under way in another request.");
        }
        try {
            var hash = hash(asked, form);
            return vault.change(change -> {
                var id = "key:" + given;
                if (change.knows(id) && change.look(id).path("created").asLong() > vault.now() - KEPT) {
                    exchange.getResponseHeaders().set("Idempotent-Replayed", "true");
                    return replayed(change.look(id), hash);
                }
                var answer = done(change, asked, form);
                var kept = fault.keeps() ? new Answer(500, Mishap.BODY) : answer;
                var record = Vault.JSON.createObjectNode();
                record.put("id", id)
                        .put("object", "_key")
                        .put("created", vault.now())
                        .put("hash", hash);
                record.put("status", kept.status).set("body", kept.body);
                change.put(record);
                return kept;
            });
        } finally {
            underWay.remove(given);
        }
    }

    private static Answer replayed(ObjectNode record, String hash) {
        if (!record.path("hash").asString().equals(hash)) {
            throw Refusal.of(
                    400,
                    "idempotency_error",
                    "",
                    "Keys for idempotent requests can only be used with the same parameters they were first used with.");
        }
        return new Answer(
                record.path("status").asInt(), (ObjectNode) record.path("body").deepCopy());
    }

    private Answer done(Vault.Change change, String asked, Map<String, String> form) {
        var wanted = new Asked(change, form);
        var path = asked.substring("POST ".length()).split("/", -1);
        var two = path.length == 3 ? path[0] + "/" + path[2] : asked.substring("POST ".length());
        var made =
                switch (two) {
                    case "customers" -> Methods.customer(wanted);
                    case "payment_intents" -> intents.create(wanted);
                    case "payment_intents/cancel" -> Intents.cancel(wanted, path[1]);
                    case "payment_methods/detach" -> Methods.detach(wanted, path[1]);
                    case "refunds" -> refunds.create(wanted);
                    case "checkout/sessions" -> sessions.create(wanted);
                    default -> {
                        if (path.length == 4
                                && asked.startsWith("POST checkout/sessions/")
                                && path[3].equals("expire")) {
                            yield sessions.expire(wanted, path[2]);
                        }
                        throw Refusal.of(
                                404, "invalid_request_error", "", "Unrecognized request URL (%s).".formatted(asked));
                    }
                };
        var failed = two.equals("payment_intents")
                && wanted.flag("confirm")
                && made.path("status").asString().equals("requires_payment_method");
        return failed
                ? new Answer(402, Intents.declined(made))
                : new Answer(200, Expanding.of(show.apply(made), form, change::look, show));
    }

    private Answer look(String asked, Map<String, String> form) {
        var path = asked.substring("GET ".length()).split("/", -1);
        if (asked.equals("GET payment_intents/search")) {
            return new Answer(200, search(form.getOrDefault("query", "")));
        }
        var type =
                switch (path[0]) {
                    case "checkout" -> "checkout.session";
                    case "payment_intents" -> "payment_intent";
                    case "payment_methods" -> "payment_method";
                    case "setup_intents" -> "setup_intent";
                    case "customers" -> "customer";
                    case "refunds" -> "refund";
                    case "charges" -> "charge";
                    case "disputes" -> "dispute";
                    case "events" -> "event";
                    default -> "";
                };
        var id = path[path.length - 1];
        var found = vault.find(id)
                .filter(one -> one.path("object").asString().equals(type))
                .orElseThrow(() -> Refusal.missing(type, id));
        return new Answer(
                200,
                Expanding.of(show.apply(found), form, one -> vault.find(one).orElseThrow(), show));
    }

    /** Payments that carry {@code metadata['payment']:'…'}, the newest first. */
    private ObjectNode search(String query) {
        var wanted = SEARCH.matcher(query.strip());
        if (!wanted.matches()) {
            throw Refusal.invalid("", "query", "The stand-in searches by metadata['payment']:'…' only.");
        }
        var result = Vault.JSON.createObjectNode();
        result.put("object", "search_result").put("url", "/v1/payment_intents/search");
        result.put("has_more", false).putNull("next_page");
        var data = result.putArray("data");
        vault.ofPayment("payment_intent", wanted.group(1)).reversed().forEach(one -> data.add(show.apply(one)));
        return result;
    }

    private void settlement(HttpExchange exchange, String name) throws IOException {
        try {
            var day = LocalDate.parse(name.replaceFirst("\\.csv$", ""));
            var fault = faults.next("pay.settlement").orElse("");
            Form.answer(exchange, 200, "text/csv; charset=utf-8", Settlement.file(vault, day, delays.zone(), fault));
        } catch (DateTimeException noDay) {
            throw Refusal.missing("settlement", name);
        }
    }

    private static String hash(String asked, Map<String, String> form) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder()
                    .encodeToString(digest.digest((asked + "?" + Form.write(form)).getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
