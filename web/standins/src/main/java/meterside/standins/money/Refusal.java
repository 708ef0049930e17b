package meterside.standins.money;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What Stripe answers when it will not: nothing has changed. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    final int status;
    private final String type;
    private final @Nullable String code;
    private final @Nullable String param;

    private Refusal(int status, String type, @Nullable String code, String message, @Nullable String param) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.code = code;
        this.param = param;
    }

    static Refusal of(int status, String type, String code, String message) {
        return new Refusal(status, type, code.isEmpty() ? null : code, message, null);
    }

    static Refusal invalid(String code, String param, String message) {
        return new Refusal(
                400, "invalid_request_error", code.isEmpty() ? null : code, message, param.isEmpty() ? null : param);
    }

    static Refusal missing(String what, String id) {
        return new Refusal(
                404, "invalid_request_error", "resource_missing", "No such %s: '%s'".formatted(what, id), "id");
    }

    ObjectNode body() {
        var body = Vault.JSON.createObjectNode();
        var error = body.putObject("error");
        error.put("type", type).put("message", getMessage());
        error.set("code", Vault.text(code));
        error.set("param", Vault.text(param));
        return body;
    }
}
