package meterside.standins.money;

import java.util.List;
import meterside.standins.checkout.Instrument;
import tools.jackson.databind.node.ObjectNode;

/** Customers, and the cards and bank accounts that are kept for them by token. */
final class Methods {

    static final List<String> CUSTOMER =
            List.of("email", "name", "description", "phone", "metadata[.*]", "preferred_locales[]", "address[.*]");

    private Methods() {}

    static ObjectNode customer(Asked asked) {
        asked.onlyKnows(CUSTOMER);
        var customer = asked.change().make("customer", "cus_");
        customer.put("balance", 0).put("delinquent", false);
        customer.set("email", Vault.text(asked.text("email")));
        customer.set("name", Vault.text(asked.text("name")));
        customer.set("description", Vault.text(asked.text("description")));
        customer.set("metadata", asked.metadata("metadata"));
        asked.list("preferred_locales").forEach(customer.putArray("preferred_locales")::add);
        return customer;
    }

    static ObjectNode make(Vault.Change change, Instrument from) {
        var method = change.make("payment_method", "pm_");
        method.put("type", from.kind()).putNull("customer").put("_fate", from.fate());
        method.put("allow_redisplay", "limited").putObject("metadata");
        var billing = method.putObject("billing_details");
        billing.putNull("email").putNull("phone").set("name", Vault.text(from.name()));
        var details = method.putObject(from.kind());
        details.put("last4", from.last4()).put("fingerprint", "F" + Math.floorMod(from.hashCode(), 1_000_000_007));
        if (from.kind().equals("card")) {
            details.put("brand", from.brand())
                    .put("display_brand", from.brand())
                    .put("country", "US")
                    .put("funding", "credit");
            details.put("exp_month", from.month()).put("exp_year", from.year());
            details.putObject("checks").put("cvc_check", "pass");
        } else {
            details.put("bank_name", from.brand())
                    .put("account_type", "checking")
                    .put("account_holder_type", "individual")
                    .put("routing_number", "110000000");
        }
        return method;
    }

    static void attach(ObjectNode method, String customer) {
        method.put("customer", customer);
    }

    static ObjectNode detach(Asked asked, String id) {
        asked.onlyKnows(List.of());
        var method = asked.known("payment_method", id);
        if (method.path("customer").isNull()) {
            throw Refusal.invalid(
                    "",
                    "payment_method",
                    "The payment method you provided is not attached to a customer so detachment is impossible.");
        }
        return method.putNull("customer").put("_detached", true);
    }

    /** {@return a method that may be debited for that customer} */
    static ObjectNode usable(Asked asked) {
        var method = asked.known("payment_method", asked.needed("payment_method"));
        if (method.path("_detached").asBoolean(false)) {
            throw Refusal.invalid(
                    "",
                    "payment_method",
                    "The provided PaymentMethod was detached from its customer and may not be used again.");
        }
        if (!method.path("customer").asString("").equals(asked.text("customer"))) {
            throw Refusal.invalid(
                    "payment_method_customer_mismatch",
                    "payment_method",
                    "The PaymentMethod does not belong to the customer you supplied.");
        }
        return method;
    }

    static ObjectNode setup(Asked asked, List<String> kinds, ObjectNode metadata) {
        var setup = asked.change().make("setup_intent", "seti_");
        setup.put("client_secret", setup.path("id").asString() + "_secret").put("usage", "off_session");
        setup.put("status", "requires_payment_method");
        kinds.forEach(setup.putArray("payment_method_types")::add);
        setup.putNull("mandate")
                .putNull("payment_method")
                .putNull("last_setup_error")
                .putNull("latest_attempt");
        setup.set("customer", Vault.text(asked.text("customer")));
        setup.set("metadata", metadata);
        return setup;
    }

    /** The customer agreed to debits of a bank account: what Stripe calls a mandate. */
    static ObjectNode mandate(Vault.Change change, ObjectNode method) {
        var mandate = change.make("mandate", "mandate_");
        mandate.put("payment_method", method.path("id").asString())
                .put("status", "active")
                .put("type", "multi_use");
        mandate.putObject("multi_use");
        mandate.putObject("customer_acceptance")
                .put("accepted_at", change.now())
                .put("type", "online");
        mandate.putObject("payment_method_details").put("type", "us_bank_account");
        mandate.remove("created");
        return mandate;
    }

    /** {@return whether its owner has yet to tell the two small deposits that are on their way to the account} */
    static boolean isToVerify(ObjectNode method) {
        return method.path("_fate").asString("").equals("verify");
    }

    static void askToVerify(ObjectNode intent, ObjectNode method) {
        intent.put("status", "requires_action").set("payment_method", method.path("id"));
        intent.putObject("next_action")
                .put("type", "verify_with_microdeposits")
                .putObject("verify_with_microdeposits")
                .put("microdeposit_type", "amounts");
    }

    /** The two deposits were told. {@return whether that was waited for} */
    static boolean verified(Vault.Change change, ObjectNode intent) {
        if (!intent.path("status").asString("").equals("requires_action")) {
            return false;
        }
        intent.putNull("next_action");
        change.edit(intent.path("payment_method").asString()).put("_fate", "ok");
        return true;
    }
}
