package meterside.ingest.feed;

import java.math.BigDecimal;
import meterside.metering.Unit;

/**
 * What a feed's unit is in ours: {@code CCF} is 100 ft³.
 *
 * @param times exact, positive
 */
public record ScaledUnit(Unit unit, BigDecimal times) {

    public ScaledUnit {
        if (times.signum() <= 0) {
            throw new IllegalArgumentException("a unit is a positive multiple of ours, not " + times);
        }
    }
}
