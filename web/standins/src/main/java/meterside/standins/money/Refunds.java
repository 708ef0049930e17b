package meterside.standins.money;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Money that goes back: refunds we ask for, and disputes and late returns that banks ask for. */
final class Refunds {

    static final List<String> CREATE =
            List.of("payment_intent", "charge", "amount", "reason", "metadata[.*]", "instructions_email");

    private final Delays delays;

    Refunds(Delays delays) {
        this.delays = delays;
    }

    /** Never more than was taken and is not yet given back (PY16). */
    ObjectNode create(Asked asked) {
        asked.onlyKnows(CREATE);
        var intent = asked.known("payment_intent", asked.needed("payment_intent"));
        if (!intent.path("status").asString().equals("succeeded")) {
            throw Refusal.invalid(
                    "", "payment_intent", "This PaymentIntent does not have a successful charge to refund.");
        }
        var charge = asked.change().edit(intent.path("latest_charge").asString());
        var left =
                charge.path("amount").asLong() - charge.path("amount_refunded").asLong();
        var amount = asked.has("amount") ? asked.number("amount") : left;
        var id = charge.path("id").asString();
        if (charge.path("disputed").asBoolean()) {
            throw Refusal.invalid(
                    "charge_disputed", "", "Charge %s has been charged back; cannot issue a refund.".formatted(id));
        }
        if (left == 0) {
            throw Refusal.invalid("charge_already_refunded", "", "Charge %s has already been refunded.".formatted(id));
        }
        if (amount == 0 || amount > left) {
            throw Refusal.invalid(
                    "",
                    "amount",
                    "Refund amount (%d) is greater than unrefunded amount on charge (%d)".formatted(amount, left));
        }
        var refund = asked.change().make("refund", "re_");
        refund.remove("livemode");
        refund.put("amount", amount).put("charge", id).set("currency", charge.path("currency"));
        refund.set("payment_intent", intent.path("id"));
        refund.set("reason", Vault.text(asked.text("reason")));
        refund.set("metadata", asked.metadata("metadata"));
        back(charge, amount);
        start(asked.change(), refund, charge);
        return refund;
    }

    private static void back(ObjectNode charge, long amount) {
        var back = charge.path("amount_refunded").asLong() + amount;
        charge.put("amount_refunded", back)
                .put("refunded", back == charge.path("amount").asLong());
    }

    private void start(Vault.Change change, ObjectNode refund, ObjectNode charge) {
        var fate = change.look(charge.path("payment_method").asString())
                .path("_fate")
                .asString();
        var card = charge.path("payment_method_details").path("type").asString().equals("card");
        if (!card || fate.equals("refund-waits")) {
            refund.put("status", "pending");
            refund.put("_due", delays.bank(change.clock(), refund.path("id").asString()))
                    .put("_then", "refund-done");
            change.tell("charge.refunded", charge);
            return;
        }
        change.tell("charge.refunded", charge);
        done(change, refund);
        if (fate.equals("refund-fails")) {
            refund.put("_due", delays.bank(change.clock(), refund.path("id").asString()))
                    .put("_then", "refund-failed");
        }
    }

    static boolean done(Vault.Change change, ObjectNode refund) {
        if (refund.path("status").asString("").equals("succeeded")) {
            return false;
        }
        refund.put("status", "succeeded").remove("_due");
        var charge = change.edit(refund.path("charge").asString());
        Settlement.moved(
                change, "refund", "refund", charge, -refund.path("amount").asLong(), 0);
        change.tell("refund.updated", refund);
        return true;
    }

    /** The money did not get there, even after it was said to: it is the utility's again. */
    static boolean failed(Vault.Change change, ObjectNode refund) {
        if (refund.path("status").asString().equals("failed")) {
            return false;
        }
        var charge = change.edit(refund.path("charge").asString());
        if (refund.path("status").asString().equals("succeeded")) {
            Settlement.moved(
                    change,
                    "refund",
                    "refund_failure",
                    charge,
                    refund.path("amount").asLong(),
                    0);
        }
        refund.put("status", "failed")
                .put("failure_reason", "expired_or_canceled_card")
                .remove("_due");
        back(charge, -refund.path("amount").asLong());
        change.tell("refund.failed", refund);
        return true;
    }

    /** @param why Stripe's reason, or for a bank's late return its code such as R10 */
    static boolean dispute(Vault.Change change, ObjectNode charge, String why) {
        if (!charge.path("status").asString().equals("succeeded")
                || charge.path("disputed").asBoolean()) {
            return false;
        }
        charge.put("disputed", true).remove("_due");
        var returned = why.matches("R[0-9]{2}");
        var amount =
                charge.path("amount").asLong() - charge.path("amount_refunded").asLong();
        var dispute = change.make("dispute", "dp_");
        dispute.put("amount", amount)
                .put("charge", charge.path("id").asString())
                .put("is_charge_refundable", false)
                .put("reason", returned ? reason(why) : why)
                .put("status", returned ? "lost" : "needs_response");
        dispute.set("currency", charge.path("currency"));
        dispute.set("payment_intent", charge.path("payment_intent"));
        var metadata = dispute.putObject("metadata");
        if (returned) {
            metadata.put("return_code", why);
            dispute.put("network_reason_code", why);
        } else {
            var card = dispute.putObject("payment_method_details")
                    .put("type", "card")
                    .putObject("card");
            card.put("brand", "visa").put("case_type", "chargeback").put("network_reason_code", "10.4");
        }
        Settlement.moved(change, returned ? "return" : "dispute", "adjustment", charge, -amount, returned ? 400 : 1500);
        change.tell("charge.dispute.created", dispute);
        if (returned) {
            change.tell("charge.dispute.closed", dispute);
        }
        return true;
    }

    /** Ends the dispute about a charge. */
    static boolean decide(Vault.Change change, ObjectNode dispute, boolean won) {
        if (!dispute.path("status").asString().equals("needs_response")) {
            return false;
        }
        dispute.put("status", won ? "won" : "lost");
        var charge = change.edit(dispute.path("charge").asString());
        if (won) {
            Settlement.moved(
                    change,
                    "dispute",
                    "adjustment",
                    charge,
                    dispute.path("amount").asLong(),
                    0);
        }
        change.tell("charge.dispute.closed", dispute);
        return true;
    }

    private static String reason(String code) {
        return switch (code) {
            case "R01", "R09" -> "insufficient_funds";
            case "R02", "R03", "R04" -> "incorrect_account_details";
            case "R05", "R07", "R08", "R10", "R11", "R29" -> "debit_not_authorized";
            default -> "bank_cannot_process";
        };
    }
}
