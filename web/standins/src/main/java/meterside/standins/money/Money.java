package meterside.standins.money;

import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import meterside.standins.checkout.HostedPage;
import meterside.standins.checkout.Instrument;
import meterside.standins.wire.Faults;
import tools.jackson.databind.node.ObjectNode;

/** The payment provider: its API, its page, its webhooks, and the hand of whoever tests us. */
public final class Money implements Closeable {

    private static final Duration GLANCE = Duration.ofMillis(20);

    private final Vault vault;
    private final Hooks hooks;
    private final Sessions sessions;
    private final Intents intents;
    private final String url;
    private final Thread watch;

    private Money(HttpServer http, Path folder, Map<String, String> settings, Clock clock, Faults faults)
            throws IOException {
        vault = new Vault(folder, clock);
        url = "http://127.0.0.1:" + http.getAddress().getPort();
        var delays = Delays.from(settings);
        intents = new Intents(delays);
        sessions = new Sessions(vault, intents);
        var told = settings.getOrDefault("METERSIDE_PUBLIC_URL", "");
        hooks = new Hooks(
                vault,
                faults,
                settings.getOrDefault("METERSIDE_STRIPE_WEBHOOK_SECRET", ""),
                told.isEmpty() ? "" : told + "/callbacks/stripe");
        var key = settings.getOrDefault("METERSIDE_STRIPE_KEY", "");
        var api = new Api(
                vault, faults, sessions, intents, new Refunds(delays), delays, this::shown, this::seeToWhatIsDue, key);
        http.createContext("/v1/", api);
        var merchant = settings.getOrDefault("METERSIDE_CITY_NAME", "");
        http.createContext(
                "/pay/c/", new HostedPage(sessions, merchant.isBlank() ? "Riverton Utilities" : merchant, clock));
        http.createContext("/dev/money", new Desk(this));
        hooks.start();
        watch = Thread.ofVirtual().start(this::watch);
    }

    /** {@return the provider, serving on http; all it knows is in {@code folder}} */
    public static Money on(HttpServer http, Path folder, Map<String, String> settings, Clock clock, Faults faults)
            throws IOException {
        return new Money(http, folder, settings, clock, faults);
    }

    /**
     * Sends webhooks there from now on, also those that waited.
     *
     * @param address such as http://127.0.0.1:8080/callbacks/stripe
     */
    public void tellTo(String address) {
        hooks.tellTo(address);
    }

    /**
     * Types a test number on the hosted page, as a customer would. {@return done, declined, asking or gone}
     *
     * @param page the page's address, or the session's id
     * @param number a test card, or a test bank account where the page asks for one
     */
    public String pay(String page, String number) {
        var session = page.substring(page.lastIndexOf('/') + 1);
        var bank = sessions.offer(session).orElseThrow().kinds().equals(List.of("us_bank_account"));
        try {
            var by = bank
                    ? Instrument.bank("110000000", number, "Test Payer")
                    : Instrument.card(
                            number,
                            "12/99",
                            "123",
                            "Test Payer",
                            YearMonth.now(vault.clock().withZone(ZoneOffset.UTC)));
            return sessions.pay(session, by, "").what();
        } catch (Instrument.Wrong wrong) {
            throw new IllegalArgumentException("the page does not take this " + wrong.field, wrong);
        }
    }

    /**
     * What a bank would do by itself in its own time. {@return whether anything came of it}
     *
     * @param verb settle, fail (a debit under way); verify (an account whose deposits were told); return, dispute (of money that came); won, lost (a dispute);
     *     refund-done, refund-failed; expire (a page); again (the events of a payment are sent once more)
     * @param about our own payment's id, as in {@code metadata[payment]}, or the provider's id of anything
     * @param why fail: CODE:R-code or an R-code, return: an R-code, dispute: Stripe's reason; or empty
     */
    public boolean act(String verb, String about, String why) {
        return switch (verb) {
            case "settle" -> each("payment_intent", about, (change, one) -> intents.arrive(change, one, "ok"));
            case "fail" -> each("payment_intent", about, (change, one) -> intents.arrive(change, one, failing(why)));
            case "verify" -> {
                var paid = each("payment_intent", about, intents::verified);
                yield each("setup_intent", about, Sessions::verified) || paid;
            }
            case "return", "dispute" -> {
                var reason = why.isEmpty() ? verb.equals("return") ? "R01" : "fraudulent" : why;
                yield each("charge", about, (change, one) -> Refunds.dispute(change, one, reason));
            }
            case "won", "lost" ->
                each("dispute", about, (change, one) -> Refunds.decide(change, one, verb.equals("won")));
            case "refund-done" -> each("refund", about, Refunds::done);
            case "refund-failed" -> each("refund", about, Refunds::failed);
            case "expire" ->
                each("checkout.session", about, (change, one) -> {
                    Sessions.expire(change, one);
                    return true;
                });
            case "again" -> again(about);
            default -> throw new IllegalArgumentException("the stand-in cannot " + verb);
        };
    }

    private static String failing(String why) {
        return "fail:"
                + switch (why) {
                    case "", "R01" -> "insufficient_funds:R01";
                    case "R02" -> "account_closed:R02";
                    case "R03", "R04" -> "no_account:" + why;
                    case "R10", "R07", "R05", "R29" -> "debit_not_authorized:" + why;
                    default -> why.contains(":") ? why : "could_not_process:" + why;
                };
    }

    /** What is done about one object. */
    private interface Step {
        boolean on(Vault.Change change, ObjectNode object);
    }

    private boolean each(String type, String about, Step step) {
        var any = false;
        for (var one : about(type, about)) {
            any |= vault.change(
                    change -> step.on(change, change.edit(one.path("id").asString())));
        }
        return any;
    }

    /** {@return the objects of a type that concern a payment of ours, or a provider's id} */
    private List<ObjectNode> about(String type, String about) {
        return vault.all(type, one -> isAbout(about, one));
    }

    private boolean isAbout(String about, ObjectNode one) {
        return one.path("id").asString("").equals(about)
                || one.path("payment_intent").asString("").equals(about)
                || isOf(about, one);
    }

    private boolean isOf(String payment, ObjectNode one) {
        if (one.path("metadata").path("payment").asString("").equals(payment)
                || one.path("client_reference_id").asString("").equals(payment)) {
            return true;
        }
        var intent = one.path("payment_intent").asString("");
        return !intent.isEmpty()
                && vault.find(intent)
                        .filter(found -> found.path("metadata")
                                .path("payment")
                                .asString("")
                                .equals(payment))
                        .isPresent();
    }

    private boolean again(String about) {
        var events = vault.all("event", event -> {
            var object = event.path("data").path("object");
            return event.path("id").asString().equals(about)
                    || (object instanceof ObjectNode one && isAbout(about, one));
        });
        events.forEach(event -> hooks.again(event.path("id").asString()));
        return !events.isEmpty();
    }

    /** {@return all of a type as the API shows it, such as payment_intent, charge, refund, event; the oldest first} */
    public List<ObjectNode> all(String type) {
        return vault.all(type, any -> true).stream().map(this::shown).toList();
    }

    /** Hands over all of a type as {@link #all} shows them, one after the other. */
    void each(String type, Consumer<ObjectNode> to) {
        vault.ids(type).forEach(id -> vault.find(id).map(this::shown).ifPresent(to));
    }

    /** {@return how each event about a payment of ours was answered, as {@code TYPE 200}, in the order of the events} */
    public List<String> told(String about) {
        return vault.ids("event").stream()
                .flatMap(id -> vault.find(id).stream())
                .filter(event -> about.isEmpty()
                        || (event.path("data").path("object") instanceof ObjectNode one && isAbout(about, one)))
                .flatMap(event -> event.path("_attempts")
                        .valueStream()
                        .map(answer -> event.path("type").asString() + " " + answer.asString()))
                .toList();
    }

    /** {@return how many events were not taken yet} */
    public int untold() {
        return vault.all("event", Hooks::isOpen).size();
    }

    private ObjectNode shown(ObjectNode object) {
        var shown = Vault.shown(object);
        if (shown.path("object").asString().equals("checkout.session")) {
            var open = shown.path("status").asString().equals("open");
            shown.set(
                    "url", Vault.text(open ? url + "/pay/c/" + shown.path("id").asString() : ""));
        }
        return shown;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(GLANCE);
                seeToWhatIsDue();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void seeToWhatIsDue() {
        vault.due().forEach(this::fallsDue);
    }

    private void fallsDue(String id) {
        vault.change(change -> {
            if (!vault.isDue(id)) {
                return false; // whoever asked meanwhile saw to it
            }
            var one = change.edit(id);
            var then = one.path("_then").asString().split(":", -1);
            one.remove("_due");
            return switch (then[0]) {
                case "expire" -> {
                    Sessions.expire(change, one);
                    yield true;
                }
                case "arrive" -> intents.arrive(change, one, one.path("_fate").asString());
                case "dispute" -> Refunds.dispute(change, one, then[1]);
                case "refund-done" -> Refunds.done(change, one);
                case "refund-failed" -> Refunds.failed(change, one);
                default -> throw new IllegalStateException("nothing is known of " + then[0]);
            };
        });
    }

    @Override
    public void close() throws IOException {
        watch.interrupt();
        hooks.close();
        vault.close();
    }
}
