package meterside.portal.paying;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import meterside.portal.gateway.Instrument;
import meterside.portal.problem.MalformedRequest;
import meterside.portal.wish.AmountRefused;
import meterside.portal.wish.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is asked to be paid, as it comes.
 *
 * @param parts how much goes to which account
 * @param kind card or bank
 * @param method id of a saved one; without, the provider's page
 * @param on a day ahead, of the utility
 * @param save whether to keep the card or account
 * @param despite whether another payment that is coming was said, and is accepted
 * @param language of the provider's page and the receipt: en or es
 */
record PaymentRequest(
        @Nullable List<@Nullable PartRequest> parts,
        @Nullable String kind,
        @Nullable String method,
        @Nullable String on,
        @Nullable Boolean save,
        @Nullable Boolean despite,
        @Nullable String language) {

    private static final Set<String> LANGUAGES = Set.of("en", "es");
    private static final int MOST_PARTS = 20;

    /** @param cents a whole number above zero; as it comes, since what is no whole number must not be made one in silence */
    record PartRequest(@Nullable String account, @Nullable JsonNode cents) {

        String accountId() {
            if (account == null) {
                throw new MalformedRequest("Each of parts has an account.");
            }
            return account;
        }

        /** @throws AmountRefused for a fraction of a cent, and what no account owes */
        long amount() {
            if (cents == null || !cents.isNumber()) {
                throw new MalformedRequest("Each of parts has cents, a whole number.");
            }
            if (!cents.isIntegralNumber() || !cents.canConvertToLong()) {
                throw new AmountRefused("An amount is in whole cents, and at most 999,999.99.");
            }
            return cents.longValue();
        }
    }

    List<PartRequest> allParts() {
        return allOf(parts);
    }

    static List<PartRequest> allOf(@Nullable List<@Nullable PartRequest> typed) {
        if (typed == null || typed.isEmpty() || typed.size() > MOST_PARTS || typed.contains(null)) {
            throw new MalformedRequest(
                    "The field parts is a list of 1 to %d, each with account and cents.".formatted(MOST_PARTS));
        }
        return List.copyOf(typed);
    }

    Kind kindOf() {
        return Kind.of(instrumentOf(kind).name());
    }

    static Instrument instrumentOf(@Nullable String kind) {
        return switch (kind) {
            case "card" -> Instrument.CARD;
            case "bank" -> Instrument.BANK;
            case null, default -> throw new MalformedRequest("The field kind is card or bank.");
        };
    }

    @Nullable
    Long methodId() {
        if (method == null) {
            return null;
        }
        return method.matches("[1-9][0-9]{0,17}") ? Long.parseLong(method) : 0L; // which nobody has
    }

    @Nullable
    LocalDate day() {
        if (on == null) {
            return null;
        }
        if (method == null) {
            throw new MalformedRequest("A payment for a day ahead names a saved method.");
        }
        try {
            return LocalDate.parse(on);
        } catch (DateTimeException malformed) {
            throw new MalformedRequest("The field on is a day, such as 2026-11-30.");
        }
    }

    String languageOf() {
        if (language == null || !LANGUAGES.contains(language.toLowerCase(Locale.ROOT))) {
            throw new MalformedRequest("The field language is en or es.");
        }
        return language.toLowerCase(Locale.ROOT);
    }
}
