package meterside.standins.money;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a request of the API wants, as Stripe reads it: names in brackets, numbers in text. Refuses what it does not know, so
 * that a misspelt parameter is found here and not at Stripe.
 */
record Asked(Vault.Change change, Map<String, String> form) {

    private static final Pattern INDEX = Pattern.compile("\\[(?:0|[1-9][0-9]*)?]");

    /** @param known regular expressions of the names allowed, {@code []} for any index */
    Asked onlyKnows(List<String> known) {
        var allowed = Pattern.compile(known.stream()
                .map(name -> name.replace("[]", "#").replace("[", "\\[").replace("]", "\\]"))
                .collect(Collectors.joining("|", "(?:", "|expand#)")));
        form.keySet().forEach(name -> {
            if (!allowed.matcher(INDEX.matcher(name).replaceAll("#")).matches()) {
                throw Refusal.invalid("parameter_unknown", name, "Received unknown parameter: " + name);
            }
        });
        return this;
    }

    boolean has(String name) {
        return !form.getOrDefault(name, "").isEmpty();
    }

    String text(String name) {
        return form.getOrDefault(name, "");
    }

    String needed(String name) {
        if (!has(name)) {
            throw Refusal.invalid("parameter_missing", name, "Missing required param: %s.".formatted(name));
        }
        return text(name);
    }

    boolean flag(String name) {
        return switch (text(name)) {
            case "", "false" -> false;
            case "true" -> true;
            default -> throw Refusal.invalid("", name, "Invalid boolean: " + text(name));
        };
    }

    /** {@return a positive whole number} */
    long number(String name) {
        if (!needed(name).matches("[0-9]{1,12}")) {
            throw Refusal.invalid("parameter_invalid_integer", name, "Invalid integer: " + text(name));
        }
        return Long.parseLong(text(name));
    }

    /** {@return cents} Stripe takes no less than fifty. */
    static long enough(long cents, String param) {
        if (cents < 50) {
            throw Refusal.invalid("amount_too_small", param, "Amount must be at least $0.50 usd");
        }
        if (cents > 99_999_999) {
            throw Refusal.invalid("amount_too_large", param, "Amount must be no more than $999,999.99");
        }
        return cents;
    }

    String currency(String name) {
        var currency = needed(name);
        if (!currency.equals(currency.toLowerCase(Locale.ROOT)) || currency.length() != 3) {
            throw Refusal.invalid("", name, "Invalid currency: %s. Use lower case.".formatted(currency));
        }
        return currency;
    }

    /** {@return {@code prefix[…]} as an object} At most 50 keys of 40 characters, values of 500. */
    ObjectNode metadata(String prefix) {
        var found = Vault.JSON.createObjectNode();
        form.forEach((name, value) -> {
            if (name.startsWith(prefix + "[") && name.endsWith("]")) {
                var key = name.substring(prefix.length() + 1, name.length() - 1);
                if (key.length() > 40 || value.length() > 500 || found.size() == 50) {
                    throw Refusal.invalid("", name, "Metadata is too large");
                }
                found.put(key, value);
            }
        });
        return found;
    }

    /** {@return the values of {@code name[0]}, {@code name[1]} … and {@code name[]}} */
    List<String> list(String name) {
        var values = new LinkedHashMap<String, String>();
        form.forEach((key, value) -> {
            if (key.startsWith(name + "[") && key.indexOf(']') == key.length() - 1) {
                values.put(key, value);
            }
        });
        return List.copyOf(values.values());
    }

    /** {@return the kinds of payment method asked for: card, us_bank_account, or both} */
    List<String> kinds() {
        var kinds = list("payment_method_types");
        for (var kind : kinds) {
            if (!kind.equals("card") && !kind.equals("us_bank_account")) {
                throw Refusal.invalid("", "payment_method_types", "The payment method type is invalid: " + kind);
            }
        }
        return kinds.isEmpty() ? List.of("card", "us_bank_account") : kinds;
    }

    ObjectNode customer() {
        return known("customer", text("customer"));
    }

    /** {@return the object of that id} Another type's is as unknown as none. */
    ObjectNode known(String type, String id) {
        if (!change.knows(id) || !change.look(id).path("object").asString().equals(type)) {
            throw Refusal.missing(type, id);
        }
        return change.edit(id);
    }

    Clock clock() {
        return change.clock();
    }
}
