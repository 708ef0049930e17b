package meterside.portal.similar;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import meterside.portal.account.Channel;

/**
 * What similar homes used in a month beside one's own use, or why that cannot be told.
 *
 * @param own billionths of the channel's unit; none where the month is not known whole
 */
record Similar(Channel channel, YearMonth month, Optional<BigInteger> own, Told told) {

    /** What is told of the others. */
    sealed interface Told {

        /**
         * The average.
         *
         * @param about what one home used, of two figures
         * @param atLeast how many customers they are at least: the greatest of a few steps that is reached
         */
        record About(BigDecimal about, int atLeast) implements Told {}

        /** That nothing is told. */
        record Nothing(Why why) implements Told {}
    }

    /** Why nothing is told; the words are stable codes on the wire. */
    enum Why {
        /** Not every hour of the month has a read here, or the home was not the customer's all month. */
        NOT_COMPLETE,
        /** The month is over, and late reads of other homes may still be on their way. */
        NOT_SETTLED,
        /** The billing system does not say of what class or size this home is. */
        HOME_UNKNOWN,
        /** Too few customers with similar homes have a whole month. */
        TOO_FEW,
        /** One customer makes too large a part of the sum. */
        ONE_TOO_LARGE;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
