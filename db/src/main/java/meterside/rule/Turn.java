package meterside.rule;

import java.math.BigInteger;
import java.time.Instant;

/**
 * A day that had passed a threshold is not beyond it any more, since a read was corrected; or it is so again.
 *
 * @param at when what did it was stored
 * @param beyond whether the sum is greater than the threshold from then on
 * @param billionths the sum then, as in {@link Passing}
 */
public record Turn(Instant at, boolean beyond, BigInteger billionths) {}
