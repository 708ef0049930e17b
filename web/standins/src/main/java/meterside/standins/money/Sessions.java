package meterside.standins.money;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meterside.standins.checkout.Instrument;
import meterside.standins.checkout.Till;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checkout sessions: a hosted page each, on which one pays or saves a method. */
final class Sessions implements Till {

    static final List<String> CREATE = List.of(
            "mode",
            "success_url",
            "cancel_url",
            "client_reference_id",
            "customer",
            "customer_email",
            "customer_creation",
            "currency",
            "locale",
            "expires_at",
            "submit_type",
            "ui_mode",
            "metadata[.*]",
            "payment_method_types[]",
            "line_items[][quantity]",
            "line_items[][price_data][(currency|unit_amount)]",
            "line_items[][price_data][product_data][(name|description)]",
            "payment_intent_data[metadata][.*]",
            "payment_intent_data[(description|setup_future_usage|receipt_email|statement_descriptor|statement_descriptor_suffix)]",
            "setup_intent_data[metadata][.*]",
            "setup_intent_data[description]",
            "payment_method_options[.*]",
            "saved_payment_method_options[.*]");

    private static final long LEAST = 30 * 60;
    private static final long MOST = 24 * 60 * 60;

    /** Between the caller's clock reading and ours. */
    private static final long SLACK = 60;

    private final Vault vault;
    private final Intents intents;

    Sessions(Vault vault, Intents intents) {
        this.vault = vault;
        this.intents = intents;
    }

    ObjectNode create(Asked asked) {
        asked.onlyKnows(CREATE);
        var mode = asked.needed("mode");
        if (!mode.equals("payment") && !mode.equals("setup")) {
            throw Refusal.invalid("", "mode", "The stand-in knows the modes payment and setup, not " + mode);
        }
        asked.needed("success_url");
        if (asked.has("customer")) {
            if (asked.has("customer_email")) {
                throw Refusal.invalid("", "customer_email", "You may only specify one of customer and customer_email.");
            }
            asked.customer();
        }
        if (asked.text("client_reference_id").length() > 200) {
            throw Refusal.invalid("", "client_reference_id", "Must be at most 200 characters.");
        }
        var session = asked.change().make("checkout.session", "cs_test_");
        for (var copied : List.of("success_url", "cancel_url", "client_reference_id", "customer_email", "locale")) {
            session.set(copied, Vault.text(asked.text(copied)));
        }
        session.set("customer", Vault.text(asked.text("customer")));
        session.set("metadata", asked.metadata("metadata"));
        session.put("expires_at", expiry(asked, session.path("created").asLong()));
        session.put("_due", session.path("expires_at").asLong() * 1000).put("_then", "expire");
        asked.kinds().forEach(session.putArray("payment_method_types")::add);
        session.put("mode", mode)
                .put("status", "open")
                .put("ui_mode", "hosted_page")
                .putNull("payment_intent")
                .putNull("setup_intent")
                .putNull("customer_details");
        session.putObject("automatic_tax").put("enabled", false);
        session.putArray("custom_fields");
        if (mode.equals("payment")) {
            pays(asked, session);
        } else {
            if (!asked.has("payment_method_types[0]")
                    && asked.list("payment_method_types").isEmpty()) {
                asked.needed("currency");
            }
            var setup = Methods.setup(asked, asked.kinds(), asked.metadata("setup_intent_data[metadata]"));
            session.set("setup_intent", setup.path("id"));
            session.put("payment_status", "no_payment_required")
                    .putNull("currency")
                    .putNull("amount_total");
        }
        return session;
    }

    private static long expiry(Asked asked, long created) {
        if (!asked.has("expires_at")) {
            return created + MOST;
        }
        var expiry = asked.number("expires_at");
        if (expiry < created + LEAST - SLACK || expiry > created + MOST + SLACK) {
            throw Refusal.invalid(
                    "", "expires_at", "The expires_at timestamp must be from 30 minutes to 24 hours from creation.");
        }
        return expiry;
    }

    private static void pays(Asked asked, ObjectNode session) {
        var items = session.putArray("_items");
        var total = 0L;
        for (var i = 0; asked.has("line_items[%d][price_data][unit_amount]".formatted(i)); i++) {
            var item = "line_items[%d]".formatted(i);
            var cents = asked.number(item + "[price_data][unit_amount]") * asked.number(item + "[quantity]");
            items.addObject()
                    .put("name", asked.needed(item + "[price_data][product_data][name]"))
                    .put("cents", cents);
            session.put("currency", asked.currency(item + "[price_data][currency]"));
            total += cents;
        }
        if (items.isEmpty()) {
            throw Refusal.invalid("parameter_missing", "line_items", "line_items is required in payment mode.");
        }
        session.put("amount_total", Asked.enough(total, "line_items")).put("amount_subtotal", total);
        session.put("payment_status", "unpaid");
        session.put(
                "customer_creation", asked.has("customer_creation") ? asked.text("customer_creation") : "if_required");
        var data = session.putObject("_intent");
        data.set("metadata", asked.metadata("payment_intent_data[metadata]"));
        data.put("saves", asked.has("payment_intent_data[setup_future_usage]"));
        data.set("description", Vault.text(asked.text("payment_intent_data[description]")));
    }

    ObjectNode expire(Asked asked, String id) {
        asked.onlyKnows(List.of());
        var session = asked.known("checkout.session", id);
        if (!session.path("status").asString().equals("open")) {
            throw Refusal.invalid("", "session", "Only Checkout Sessions with a status in [\"open\"] can be expired.");
        }
        expire(asked.change(), session);
        return session;
    }

    static void expire(Vault.Change change, ObjectNode session) {
        session.put("status", "expired").remove("_due");
        change.tell("checkout.session.expired", session);
    }

    /** A payment that began on a page has arrived, or failed to, after days. */
    static void arrived(Vault.Change change, ObjectNode intent) {
        var id = intent.path("_session").asString("");
        if (id.isEmpty()) {
            return;
        }
        var session = change.edit(id);
        if (intent.path("status").asString().equals("succeeded")) {
            session.put("payment_status", "paid");
            change.tell("checkout.session.async_payment_succeeded", session);
        } else {
            change.tell("checkout.session.async_payment_failed", session);
        }
    }

    @Override
    public Optional<Offer> offer(String id) {
        return vault.find(id)
                .filter(found -> found.path("object").asString().equals("checkout.session"))
                .map(this::offer);
    }

    private Offer offer(ObjectNode session) {
        var state = session.path("status").asString();
        var ran = session.path("expires_at").asLong() <= vault.now();
        var items = new ArrayList<Item>();
        session.path("_items")
                .forEach(item -> items.add(new Item(
                        item.path("name").asString(), item.path("cents").asLong())));
        return new Offer(
                session.path("id").asString(),
                session.path("mode").asString().equals("setup"),
                session.path("payment_method_types")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList(),
                session.path("locale").asString("auto"),
                items,
                session.path("amount_total").asLong(0),
                state.equals("open") && ran
                        ? "expired"
                        : state.equals("open") && session.has("_asking") ? "asking" : state,
                session.path("customer_email").asString(session.path("customer").asString("")),
                session.path("success_url")
                        .asString()
                        .replace("{CHECKOUT_SESSION_ID}", session.path("id").asString()),
                session.path("cancel_url").asString(""));
    }

    @Override
    public Outcome pay(String id, Instrument by, String email) {
        return vault.change(change -> {
            var session = change.edit(id);
            if (isOver(session)) {
                return gone(session);
            }
            if (!email.isBlank()) {
                session.putObject("customer_details").put("email", email.strip());
            }
            var method = Methods.make(change, by);
            if (by.fate().equals("ask")) {
                session.put("_asking", method.path("id").asString());
                return new Outcome("asking", "");
            }
            return complete(change, session, method);
        });
    }

    @Override
    public Outcome answer(String id, boolean yes) {
        return vault.change(change -> {
            var session = change.edit(id);
            if (isOver(session) || !session.has("_asking")) {
                return gone(session);
            }
            var method = change.edit(session.path("_asking").asString());
            session.remove("_asking");
            if (!yes) {
                method.put("_fate", "decline:payment_intent_authentication_failure:authentication_required");
            }
            return complete(change, session, method);
        });
    }

    private boolean isOver(ObjectNode session) {
        return !session.path("status").asString().equals("open")
                || session.path("expires_at").asLong() <= vault.now();
    }

    private static Outcome gone(ObjectNode session) {
        return new Outcome(session.path("status").asString().equals("complete") ? "done" : "gone", "");
    }

    private Outcome complete(Vault.Change change, ObjectNode session, ObjectNode method) {
        var why = session.path("mode").asString().equals("setup")
                ? saved(change, session, method)
                : paid(change, session, method);
        if (!why.isEmpty()) {
            return new Outcome("declined", why);
        }
        session.put("status", "complete").remove("_due");
        change.tell("checkout.session.completed", session);
        return new Outcome("done", "");
    }

    /** {@return why not, or empty} */
    private static String saved(Vault.Change change, ObjectNode session, ObjectNode method) {
        var setup = change.edit(session.path("setup_intent").asString());
        var fate = method.path("_fate").asString().split(":", -1);
        if (fate[0].equals("decline")) {
            setup.putObject("last_setup_error")
                    .put("type", "card_error")
                    .put("code", fate[1])
                    .put("decline_code", fate[fate.length - 1]);
            return fate[fate.length - 1];
        }
        customerOf(change, session);
        setup.set("customer", session.path("customer"));
        if (Methods.isToVerify(method)) {
            Methods.askToVerify(setup, method);
        } else {
            keep(change, setup, method);
        }
        return "";
    }

    private static void keep(Vault.Change change, ObjectNode setup, ObjectNode method) {
        setup.put("status", "succeeded").putNull("last_setup_error").set("payment_method", method.path("id"));
        Methods.attach(method, setup.path("customer").asString());
        if (method.path("type").asString().equals("us_bank_account")) {
            setup.set("mandate", Methods.mandate(change, method).path("id"));
        }
    }

    /** Whoever left a bank account has told its two deposits: it is kept. */
    static boolean verified(Vault.Change change, ObjectNode setup) {
        if (!Methods.verified(change, setup)) {
            return false;
        }
        keep(change, setup, change.edit(setup.path("payment_method").asString()));
        change.tell("setup_intent.succeeded", setup);
        return true;
    }

    private String paid(Vault.Change change, ObjectNode session, ObjectNode method) {
        var intent = intent(change, session);
        intents.charge(change, intent, method, true);
        switch (intent.path("status").asString()) {
            case "succeeded" -> session.put("payment_status", "paid");
            case "processing", "requires_action" -> session.put("payment_status", "unpaid");
            default -> {
                return intent.path("last_payment_error").path("decline_code").asString();
            }
        }
        if (session.path("_intent").path("saves").asBoolean()) {
            Methods.attach(method, customerOf(change, session));
            intent.set("customer", session.path("customer"));
        }
        return "";
    }

    /** One payment a page, however many cards are tried on it. */
    private ObjectNode intent(Vault.Change change, ObjectNode session) {
        if (!session.path("payment_intent").isNull()) {
            return change.edit(session.path("payment_intent").asString());
        }
        var data = session.path("_intent");
        var kinds = session.path("payment_method_types")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        var intent = intents.make(
                change,
                session.path("amount_total").asLong(),
                session.path("currency").asString(),
                kinds,
                (ObjectNode) data.path("metadata").deepCopy());
        intent.set("customer", session.path("customer"));
        intent.set("description", data.path("description"));
        if (data.path("saves").asBoolean()) {
            intent.put("setup_future_usage", "off_session");
        }
        intent.set("_session", session.path("id"));
        session.set("payment_intent", intent.path("id"));
        return intent;
    }

    private static String customerOf(Vault.Change change, ObjectNode session) {
        if (session.path("customer").isNull()) {
            var customer = change.make("customer", "cus_");
            customer.set("email", session.path("customer_email"));
            customer.putObject("metadata");
            session.set("customer", customer.path("id"));
        }
        return session.path("customer").asString();
    }
}
