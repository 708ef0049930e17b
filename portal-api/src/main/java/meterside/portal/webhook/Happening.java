package meterside.portal.webhook;

import java.util.HashMap;
import java.util.Map;
import meterside.portal.problem.MalformedRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What of a message of the provider's we act on. All else in it, names and addresses among it, is not kept.
 *
 * @param id the provider's id of the event
 * @param type such as {@code payment_intent.succeeded}
 * @param object the provider's id of what it is about
 * @param payment our id of the payment, which we gave along
 * @param refund our id of the refund
 * @param login ours, of whoever saves a card or an account
 * @param session the provider's page
 * @param providerPayment what the provider calls the payment
 * @param status of a page whether it is paid, else how it stands
 * @param reason why it failed or came back: the provider's word, or the bank's code
 * @param saves whether the card or account is to be kept
 */
record Happening(
        String id,
        String type,
        @Nullable String object,
        @Nullable String payment,
        @Nullable String refund,
        @Nullable String login,
        @Nullable String session,
        @Nullable String providerPayment,
        @Nullable String status,
        @Nullable Long cents,
        @Nullable String reason,
        boolean saves) {

    static Happening of(JsonMapper json, String text) {
        try {
            return of(json.readTree(text));
        } catch (JacksonException malformed) {
            throw new MalformedRequest("The body is not a JSON event.");
        }
    }

    private static Happening of(JsonNode event) {
        var id = text(event, "/id");
        var type = text(event, "/type");
        if (id == null || type == null) {
            throw new MalformedRequest("The event has no id or no type.");
        }
        var about = event.at("/data/object");
        var kind = text(about, "/object");
        var isPage = "checkout.session".equals(kind);
        return new Happening(
                id,
                type,
                text(about, "/id"),
                first(about, "/metadata/payment", "/client_reference_id"),
                text(about, "/metadata/refund"),
                text(about, "/metadata/login"),
                isPage ? text(about, "/id") : null,
                "payment_intent".equals(kind)
                        ? text(about, "/id")
                        : first(about, "/payment_intent", "/payment_intent/id"),
                isPage ? text(about, "/payment_status") : text(about, "/status"),
                cents(about, kind),
                first(
                        about,
                        "/metadata/return_code",
                        "/network_reason_code",
                        "/last_payment_error/network_decline_code",
                        "/last_payment_error/decline_code",
                        "/last_payment_error/code",
                        "/failure_reason",
                        "/reason"),
                "yes".equals(text(about, "/metadata/save")) || "setup".equals(text(about, "/mode")));
    }

    /** {@return all of it that is kept} */
    Map<String, Object> facts() {
        var facts = new HashMap<String, Object>();
        put(facts, "object", object);
        put(facts, "payment", payment);
        put(facts, "refund", refund);
        put(facts, "session", session);
        put(facts, "providerPayment", providerPayment);
        put(facts, "status", status);
        put(facts, "cents", cents);
        put(facts, "reason", reason);
        return facts;
    }

    private static @Nullable Long cents(JsonNode about, @Nullable String kind) {
        var name =
                switch (kind) {
                    case "checkout.session" -> "/amount_total";
                    case "payment_intent" ->
                        "succeeded".equals(text(about, "/status")) ? "/amount_received" : "/amount";
                    case null, default -> "/amount";
                };
        var amount = about.at(name);
        return amount.canConvertToLong() ? amount.longValue() : null;
    }

    private static @Nullable String first(JsonNode about, String... paths) {
        for (var path : paths) {
            var found = text(about, path);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String text(JsonNode node, String path) {
        var found = node.at(path);
        return found.isString() && !found.stringValue().isBlank() ? found.stringValue() : null;
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }
}
