package meterside.portal.cost;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import meterside.metering.Unit;

/**
 * A charge of a bill.
 *
 * @param charge its id; a corrected one is another
 * @param beyond the local day after the last it bills
 * @param known when the bill came to us, to the second
 * @param quantity billed, in billionths of the unit
 * @param unit empty also for one that nothing is measured in, such as a count of carts
 * @param basis measured, estimated or flat
 */
public record Cost(
        long charge,
        LocalDate issuedOn,
        LocalDate first,
        LocalDate beyond,
        Instant known,
        long cents,
        String currency,
        Optional<Long> quantity,
        Optional<Unit> unit,
        String basis,
        List<Line> lines) {

    public Cost {
        lines = List.copyOf(lines);
    }

    /** A line of it, as the bill says it in English; a negative one takes off. */
    public record Line(String text, long cents, Optional<Long> quantity, Optional<Unit> unit) {}
}
