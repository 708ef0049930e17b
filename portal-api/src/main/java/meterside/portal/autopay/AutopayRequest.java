package meterside.portal.autopay;

import meterside.portal.problem.MalformedRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How bills are to be paid, as it comes.
 *
 * @param method id of a saved one
 * @param day of the month, 1 to 28; null: each bill's due date
 * @param mostCents above this nothing is debited; null: no limit
 */
record AutopayRequest(
        @Nullable String method,
        @Nullable JsonNode day,
        @Nullable JsonNode mostCents) {

    private static final long LAST_DAY_OF_EVERY_MONTH = 28;
    private static final long MOST = 99_999_999;

    String methodId() {
        if (method == null) {
            throw new MalformedRequest("The field method is missing.");
        }
        return method;
    }

    @Nullable
    Integer dayOfMonth() {
        var value = whole("day", day, LAST_DAY_OF_EVERY_MONTH);
        return value == null ? null : value.intValue();
    }

    @Nullable
    Long most() {
        return whole("mostCents", mostCents, MOST);
    }

    private static @Nullable Long whole(String field, @Nullable JsonNode value, long most) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 1
                || value.longValue() > most) {
            throw new MalformedRequest("The field %s is a whole number from 1 to %d, or null.".formatted(field, most));
        }
        return value.longValue();
    }
}
