package meterside.portal.goal;

import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import meterside.metering.LocalDays;
import meterside.metering.Quantity;
import meterside.portal.account.Channel;
import meterside.portal.unit.Fraction;
import meterside.portal.unit.Measure;
import meterside.portal.usage.Sum;
import org.jspecify.annotations.Nullable;

/**
 * The running cycle on the wire; times in the zone of the usage point.
 *
 * @param unit the goal's, so that all can be compared; without a goal the channel's
 * @param first its first local day
 * @param end the day after its last
 * @param completeThrough end of the newest read the customer may see
 */
record CycleView(
        String channel,
        String unit,
        String zone,
        String first,
        String end,
        String by,
        boolean endExpected,
        int days,
        @Nullable String completeThrough,
        SoFarView soFar,
        @Nullable GoalView goal,
        ForecastView forecast) {

    /**
     * What the cycle's reads say.
     *
     * @param value null without reads: that is not zero
     * @param expectedSeconds of the cycle, up to the newest read: what is later is not missing, it has not come (IN12)
     * @param lackingDays up to then, that reads do not cover wholly
     */
    record SoFarView(
            @Nullable String value,
            long coveredSeconds,
            long expectedSeconds,
            @Nullable String quality,
            int lackingDays) {}

    record GoalView(String amount, String unit, String set) {

        static GoalView of(GoalRepository.Stored goal, LocalDays days) {
            return new GoalView(
                    Quantity.decimal(BigInteger.valueOf(goal.billionths())),
                    goal.unit(),
                    time(Instant.ofEpochSecond(goal.setAt()), days));
        }
    }

    /** @param value null where there is not enough to tell */
    record ForecastView(@Nullable String value, int days, int estimatedDays, int openDays) {}

    static CycleView of(
            Channel channel,
            Running running,
            List<Day> cycle,
            Forecast forecast,
            Optional<Instant> through,
            Measure measure,
            Optional<GoalRepository.Stored> goal) {
        var days = channel.days();
        var factor = measure.factor(channel.unit());
        return new CycleView(
                Integer.toString(channel.id().value()),
                measure.symbol(),
                days.zone().getId(),
                running.first().toString(),
                running.end().toString(),
                running.by().word(),
                running.isExpected(),
                (int) ChronoUnit.DAYS.between(running.first(), running.end()),
                through.map(at -> time(at, days)).orElse(null),
                soFar(cycle, through, factor),
                goal.map(one -> GoalView.of(one, days)).orElse(null),
                new ForecastView(
                        forecast.billionths()
                                .map(exact -> decimal(exact, factor))
                                .orElse(null),
                        forecast.days(),
                        forecast.estimatedDays(),
                        forecast.openDays()));
    }

    private static SoFarView soFar(List<Day> cycle, Optional<Instant> through, Fraction factor) {
        var sum = cycle.stream()
                .flatMap(day -> Optional.ofNullable(day.sum()).stream())
                .reduce(Sum::plus);
        var until = through.orElse(Instant.MIN);
        var expected = cycle.stream()
                .filter(day -> day.span().start().isBefore(until))
                .mapToLong(day -> until.isBefore(day.span().end())
                        ? until.getEpochSecond() - day.span().start().getEpochSecond()
                        : day.span().seconds())
                .sum();
        var lacking = cycle.stream()
                .filter(day -> !day.span().end().isAfter(until) && !day.isComplete())
                .count();
        return new SoFarView(
                sum.map(all -> decimal(Fraction.of(all.billionths()), factor)).orElse(null),
                sum.map(Sum::coveredSeconds).orElse(0L),
                expected,
                sum.map(all -> all.quality().word()).orElse(null),
                (int) lacking);
    }

    /** {@return the amount in the unit told, to a billionth of it, half to even} */
    private static String decimal(Fraction exact, Fraction factor) {
        return Quantity.decimal(new Fraction(
                        exact.numerator().multiply(factor.numerator()),
                        exact.denominator().multiply(factor.denominator()))
                .rounded());
    }

    private static String time(Instant instant, LocalDays days) {
        return instant.atOffset(days.offsetAt(instant)).toString();
    }
}
