package meterside.standins.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import meterside.standins.billing.Bill.Counted;
import meterside.standins.billing.Bill.Said;
import meterside.standins.riverton.Home;
import meterside.standins.riverton.Home.Service;
import meterside.standins.riverton.Meter.Flow;
import meterside.standins.riverton.Riverton;
import org.jspecify.annotations.Nullable;

/**
 * What is told of one home's month, beside what its meters counted. One bill of the town is estimated and one has an exchanged meter:
 * these two do not say what the reads say, and say so. One was misread and is corrected.
 */
final class Story {

    static final Said MISREAD = new Said(
            "The water meter was read 600 cubic feet too high. This bill replaces the first one.",
            "El medidor de agua se leyó 600 pies cúbicos de más. Esta factura reemplaza a la primera.");

    private static final Said ESTIMATED = new Said(
            "No read of the water meter had come when this bill was made. It is estimated by the month before; the next bill makes up for it.",
            "No había llegado ninguna lectura del medidor de agua cuando se hizo esta factura. Se estimó según el mes anterior; la próxima factura"
                    + " lo compensará.");

    /** Six hundred cubic feet too many. */
    private static final long MISREAD_THOUSANDTHS = 600_000;

    private final Riverton town;
    private final Home home;
    private final Period period;
    private final boolean isLast;
    private final Counted counted;
    private final @Nullable Counted before;
    private final boolean isRight;
    private final Map<Flow, Counted> electricity;
    private final Map<Service, Counted> gas;

    Story(Riverton town, Home home, Period period, boolean isLast, Counted water, @Nullable Counted before) {
        this(town, home, period, isLast, water, before, false, new HashMap<>(), new HashMap<>());
    }

    private Story(
            Riverton town,
            Home home,
            Period period,
            boolean isLast,
            Counted water,
            @Nullable Counted before,
            boolean isRight,
            Map<Flow, Counted> electricity,
            Map<Service, Counted> gas) {
        this.town = town;
        this.home = home;
        this.period = period;
        this.isLast = isLast;
        this.counted = water;
        this.before = before;
        this.isRight = isRight;
        this.electricity = electricity;
        this.gas = gas;
    }

    Counted electricity(Counters counters) {
        return flow(counters, Flow.DELIVERED);
    }

    Counted sent(Counters counters) {
        return flow(counters, Flow.RECEIVED);
    }

    /** Counted once, also for a bill that is made twice: the counters run on. */
    private Counted flow(Counters counters, Flow flow) {
        return electricity.computeIfAbsent(
                flow, one -> counters.of(home, Service.ELECTRICITY, one, period.from(), period.to()));
    }

    Counted gas(Counters counters) {
        return gas.computeIfAbsent(
                Service.GAS, one -> counters.of(home, one, Flow.DELIVERED, period.from(), period.to()));
    }

    /** {@return a sentence about the electric meter if it was exchanged in these days} */
    @Nullable
    Said exchange(Counters counters) {
        var exchangedAt = Home.exchangedAt(town).atZone(Riverton.ZONE).toLocalDate();
        if (!home.equals(Home.EXCHANGED) || exchangedAt.isBefore(period.from()) || !exchangedAt.isBefore(period.to())) {
            return null;
        }
        var shown = counters.shownWhenRemoved(home, Service.ELECTRICITY);
        return new Said(
                "The meter was exchanged on %s. The old one was read by eye, at %d kWh; the new one began at 0."
                        .formatted(exchangedAt, shown),
                "El medidor se cambió el %s. El anterior se leyó a simple vista: %d kWh; el nuevo empezó en 0."
                        .formatted(exchangedAt, shown));
    }

    Counted water() {
        var start = counted.start();
        var end = counted.end();
        if (isEstimated() && before != null) {
            var perDay = BigDecimal.valueOf(before.thousandths())
                    .divide(BigDecimal.valueOf(period.month().minusMonths(1).lengthOfMonth()), 3, RoundingMode.HALF_UP);
            var whole = perDay.multiply(BigDecimal.valueOf(period.days()))
                    .movePointLeft(3)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
            return new Counted(whole * 1000, counted.unit(), start, start == null ? null : start + whole * 1000);
        }
        return isMisread() && !isRight
                ? new Counted(
                        counted.thousandths() + MISREAD_THOUSANDTHS,
                        counted.unit(),
                        start,
                        end == null ? null : end + MISREAD_THOUSANDTHS)
                : counted;
    }

    String basis() {
        return isEstimated() ? "estimated" : "measured";
    }

    @Nullable
    Said note() {
        return isEstimated() ? ESTIMATED : null;
    }

    private boolean isEstimated() {
        return isLast && home.id() == 3 && before != null;
    }

    private boolean isMisread() {
        return home.id() == 11
                && period.month().equals(town.today().withDayOfMonth(1).minusMonths(2));
    }

    /** {@return the same month as it should have been billed, if it was not} */
    Optional<Story> corrected() {
        return isMisread()
                ? Optional.of(new Story(town, home, period, isLast, counted, before, true, electricity, gas))
                : Optional.empty();
    }

    LocalDate correctedOn() {
        return period.issuedOn().plusDays(11);
    }
}
