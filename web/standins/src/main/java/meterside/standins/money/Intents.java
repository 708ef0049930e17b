package meterside.standins.money;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Payments, and the charges that try to make them. Amounts are cents. */
final class Intents {

    static final List<String> CREATE = List.of(
            "amount",
            "currency",
            "customer",
            "payment_method",
            "payment_method_types[]",
            "automatic_payment_methods[enabled]",
            "confirm",
            "off_session",
            "metadata[.*]",
            "description",
            "statement_descriptor",
            "statement_descriptor_suffix",
            "receipt_email",
            "mandate",
            "error_on_requires_action",
            "setup_future_usage",
            "payment_method_options[.*]");

    static final List<String> CANCEL = List.of("cancellation_reason");

    private static final Map<String, String> WORDS = Map.of(
            "insufficient_funds", "Your card has insufficient funds.",
            "expired_card", "Your card has expired.",
            "incorrect_cvc", "Your card's security code is incorrect.",
            "processing_error", "An error occurred while processing your card. Try again in a little bit.",
            "authentication_required", "Your card was declined. This transaction requires authentication.",
            "test_mode_live_card", "Your card was declined. Your request was in test mode, but used a non test card.");

    private final Delays delays;

    Intents(Delays delays) {
        this.delays = delays;
    }

    /** A payment without its payer: off-session and confirmed, or not yet tried. */
    ObjectNode create(Asked asked) {
        asked.onlyKnows(CREATE);
        var amount = Asked.enough(asked.number("amount"), "amount");
        var kinds = asked.kinds();
        if (asked.has("customer")) {
            asked.customer();
        }
        var confirmed = asked.flag("confirm");
        if (asked.flag("off_session") && !confirmed) {
            throw Refusal.invalid("", "off_session", "off_session can only be used when confirm=true.");
        }
        var intent = make(asked.change(), amount, asked.currency("currency"), kinds, asked.metadata("metadata"));
        intent.set("customer", Vault.text(asked.text("customer")));
        intent.set("description", Vault.text(asked.text("description")));
        if (confirmed) {
            var method = Methods.usable(asked);
            if (!kinds.contains(method.path("type").asString())) {
                throw Refusal.invalid("", "payment_method", "The PaymentMethod's type is not among those allowed.");
            }
            charge(asked.change(), intent, method, false);
        }
        return intent;
    }

    ObjectNode make(Vault.Change change, long amount, String currency, List<String> kinds, ObjectNode metadata) {
        var intent = change.make("payment_intent", "pi_");
        intent.put("amount", amount)
                .put("amount_capturable", 0)
                .put("amount_received", 0)
                .put("currency", currency)
                .put("capture_method", "automatic")
                .put("confirmation_method", "automatic")
                .put("client_secret", intent.path("id").asString() + "_secret")
                .put("status", "requires_payment_method");
        for (var none :
                List.of("canceled_at", "cancellation_reason", "customer", "description", "last_payment_error")) {
            intent.putNull(none);
        }
        intent.putNull("latest_charge").putNull("next_action").putNull("payment_method");
        kinds.forEach(intent.putArray("payment_method_types")::add);
        intent.set("metadata", metadata);
        return intent;
    }

    /**
     * Tries to take the money.
     *
     * @param present whether the payer sits there and could answer the bank's question
     */
    void charge(Vault.Change change, ObjectNode intent, ObjectNode method, boolean present) {
        if (Methods.isToVerify(method)) {
            Methods.askToVerify(intent, method);
            change.tell("payment_intent.requires_action", intent);
            return;
        }
        var charge = newCharge(change, intent, method);
        var fate = method.path("_fate").asString().split(":", -1);
        switch (fate[0]) {
            case "decline" -> decline(change, intent, charge, method, fate[1], fate[fate.length - 1]);
            case "saved-only" -> decline(change, intent, charge, method, "card_declined", "generic_decline");
            case "ask" -> {
                if (present) {
                    succeed(change, intent, charge, fate);
                } else {
                    decline(change, intent, charge, method, "authentication_required", "authentication_required");
                }
            }
            default -> {
                if (method.path("type").asString().equals("card")) {
                    succeed(change, intent, charge, fate);
                } else {
                    process(change, intent, charge, method.path("_fate").asString());
                }
            }
        }
    }

    /** The payer has told the two deposits: the debit goes to their bank. */
    boolean verified(Vault.Change change, ObjectNode intent) {
        if (!Methods.verified(change, intent)) {
            return false;
        }
        charge(change, intent, change.edit(intent.path("payment_method").asString()), false);
        return true;
    }

    private static ObjectNode newCharge(Vault.Change change, ObjectNode intent, ObjectNode method) {
        var charge = change.make("charge", "ch_");
        var kind = method.path("type").asString();
        charge.put("amount", intent.path("amount").asLong())
                .put("amount_captured", 0)
                .put("amount_refunded", 0)
                .put("captured", false)
                .put("disputed", false)
                .put("paid", false)
                .put("refunded", false)
                .put("payment_intent", intent.path("id").asString())
                .put("payment_method", method.path("id").asString())
                .put("currency", intent.path("currency").asString())
                .putNull("failure_code")
                .putNull("failure_message");
        charge.set("customer", intent.path("customer"));
        charge.set("metadata", intent.path("metadata").deepCopy());
        charge.putObject("payment_method_details")
                .put("type", kind)
                .set(kind, method.path(kind).deepCopy());
        intent.put("latest_charge", charge.path("id").asString());
        intent.put("payment_method", method.path("id").asString());
        return charge;
    }

    private void succeed(Vault.Change change, ObjectNode intent, ObjectNode charge, String[] fate) {
        captured(change, intent, charge);
        if (fate[0].equals("dispute")) {
            charge.put("_due", delays.dispute(change.clock())).put("_then", "dispute:" + fate[1]);
        }
        change.tell("payment_intent.succeeded", intent);
    }

    private static void captured(Vault.Change change, ObjectNode intent, ObjectNode charge) {
        var amount = intent.path("amount").asLong();
        charge.put("status", "succeeded")
                .put("paid", true)
                .put("captured", true)
                .put("amount_captured", amount);
        charge.putObject("outcome").put("network_status", "approved_by_network").put("type", "authorized");
        intent.put("status", "succeeded").put("amount_received", amount).putNull("last_payment_error");
        Settlement.charged(change, intent, charge);
    }

    private void process(Vault.Change change, ObjectNode intent, ObjectNode charge, String fate) {
        charge.put("status", "pending");
        intent.put("status", "processing").putNull("last_payment_error").put("_fate", fate);
        if (!fate.equals("stuck")) {
            intent.put("_due", delays.bank(change.clock(), intent.path("id").asString()))
                    .put("_then", "arrive");
        }
        change.tell("payment_intent.processing", intent);
    }

    private static void decline(
            Vault.Change change, ObjectNode intent, ObjectNode charge, ObjectNode method, String code, String why) {
        var words = WORDS.getOrDefault(why, "Your card was declined.");
        charge.put("status", "failed").put("failure_code", code).put("failure_message", words);
        charge.putObject("outcome")
                .put("network_status", "declined_by_network")
                .put("reason", why)
                .put("type", "issuer_declined");
        var error = intent.putObject("last_payment_error");
        error.put("type", "card_error")
                .put("code", code)
                .put("decline_code", why)
                .put("message", words);
        error.put("charge", charge.path("id").asString()).set("payment_method", Vault.shown(method));
        intent.put("status", "requires_payment_method").putNull("payment_method");
        change.tell("payment_intent.payment_failed", intent);
    }

    /** The bank's answer after days: the money came, or why it does not. Nothing when it was answered before. */
    boolean arrive(Vault.Change change, ObjectNode intent, String fate) {
        if (!intent.path("status").asString().equals("processing")) {
            return false;
        }
        intent.remove("_due");
        var charge = change.edit(intent.path("latest_charge").asString());
        var words = fate.split(":", -1);
        if (words[0].equals("fail")) {
            fail(change, intent, charge, words[1], words[2]);
        } else {
            captured(change, intent, charge);
            if (words[0].equals("dispute")) {
                charge.put("_due", delays.dispute(change.clock())).put("_then", "dispute:" + words[1]);
            }
            change.tell("payment_intent.succeeded", intent);
        }
        Sessions.arrived(change, intent);
        return true;
    }

    private static void fail(Vault.Change change, ObjectNode intent, ObjectNode charge, String code, String returned) {
        var words = "The customer's bank returned the debit: " + code.replace('_', ' ') + ".";
        charge.put("status", "failed").put("failure_code", code).put("failure_message", words);
        charge.putObject("outcome")
                .put("network_status", "declined_by_network")
                .put("network_decline_code", returned)
                .put("reason", code)
                .put("type", "issuer_declined");
        var error = intent.putObject("last_payment_error");
        error.put("type", "invalid_request_error").put("code", code).put("message", words);
        error.put("network_decline_code", returned)
                .put("charge", charge.path("id").asString())
                .set(
                        "payment_method",
                        Vault.shown(change.look(charge.path("payment_method").asString())));
        intent.put("status", "requires_payment_method").putNull("payment_method");
        change.tell("payment_intent.payment_failed", intent);
    }

    static ObjectNode cancel(Asked asked, String id) {
        asked.onlyKnows(CANCEL);
        var intent = asked.known("payment_intent", id);
        var status = intent.path("status").asString();
        if (!status.startsWith("requires_")) {
            throw Refusal.invalid(
                    "payment_intent_unexpected_state",
                    "",
                    "You cannot cancel this PaymentIntent because it has a status of %s.".formatted(status));
        }
        intent.put("status", "canceled").put("canceled_at", asked.change().now());
        intent.put("cancellation_reason", asked.has("cancellation_reason") ? asked.text("cancellation_reason") : null);
        asked.change().tell("payment_intent.canceled", intent);
        return intent;
    }

    /** {@return what Stripe answers when a debit without its payer is declined} */
    static ObjectNode declined(ObjectNode intent) {
        var body = Vault.JSON.createObjectNode();
        var error = (ObjectNode) intent.path("last_payment_error").deepCopy();
        body.set("error", error.set("payment_intent", Vault.shown(intent)));
        return body;
    }
}
