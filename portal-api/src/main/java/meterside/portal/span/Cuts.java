package meterside.portal.span;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import meterside.metering.ReadLength;
import meterside.portal.account.Channel;
import meterside.portal.span.CycleRepository.Cycle;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** How a channel's days are cut into buckets. */
@Service
public class Cuts {

    /** Four weeks of quarter-hours: some 200 kB of a file. */
    private static final int READS_AT_ONCE = 28 * 96;

    private static final int MINUTES_OF_A_DAY = 24 * 60;

    private final CycleRepository cycles;
    private final DayOfWeek weekStart;

    /** @throws IllegalArgumentException if weeks would begin on another day than Sunday or Monday */
    Cuts(CycleRepository cycles, @Value("${METERSIDE_WEEK_STARTS:sunday}") String weekStarts) {
        this.cycles = cycles;
        this.weekStart = weekStart(weekStarts);
    }

    static DayOfWeek weekStart(String setting) {
        return switch (setting) {
            case "sunday" -> DayOfWeek.SUNDAY;
            case "monday" -> DayOfWeek.MONDAY;
            default ->
                throw new IllegalArgumentException(
                        "METERSIDE_WEEK_STARTS is the day on which weeks begin, sunday or monday, such as METERSIDE_WEEK_STARTS=monday");
        };
    }

    /** {@return where the channel's buckets end, or a refusal: it is a counter, is read too seldom, or was never billed} */
    public Mono<Cut> of(Channel channel, Span.By by) {
        if (!channel.hasIntervals()) {
            return Mono.error(NoIntervalReads::new);
        }
        return switch (by) {
            case QUARTER_HOUR ->
                channel.tellsQuarterHours() ? Mono.just(daily(by)) : Mono.error(NoQuarterHourlyReads::new);
            case HOUR -> channel.tellsHours() ? Mono.just(daily(by)) : Mono.error(NoHourlyReads::new);
            case DAY -> Mono.just(daily(by));
            case READ -> Mono.just(new Cut(by, day -> day.plusDays(1), daysOf(READS_AT_ONCE, channel)));
            case WEEK -> Mono.just(new Cut(by, day -> day.with(TemporalAdjusters.next(weekStart))));
            case MONTH -> Mono.just(new Cut(by, day -> day.with(TemporalAdjusters.firstDayOfNextMonth())));
            case CYCLE ->
                cycles.all(channel.scopes().getFirst(), channel.commodity())
                        .filter(found -> !found.isEmpty())
                        .map(Cuts::atCycles)
                        .switchIfEmpty(Mono.error(NoBillingCycles::new));
        };
    }

    /** {@return where the channel's billing cycles end; while no bill has billed it, where months do} */
    public Mono<Cut> cyclesOrMonths(Channel channel) {
        return of(channel, Span.By.CYCLE).onErrorResume(NoBillingCycles.class, none -> of(channel, Span.By.MONTH));
    }

    private static int daysOf(int reads, Channel channel) {
        var minutes = ReadLength.parse(channel.length()).minutes();
        return minutes == 0 ? reads : Math.max(1, reads * minutes / MINUTES_OF_A_DAY);
    }

    private static Cut daily(Span.By by) {
        return new Cut(by, day -> day.plusDays(1));
    }

    /** Days that no bill is of, such as those since the newest, are cut off from those that one is of: they too are used on. */
    private static Cut atCycles(List<Cycle> found) {
        var borders = new TreeSet<LocalDate>();
        found.forEach(cycle -> {
            borders.add(cycle.first());
            borders.add(cycle.beyond());
        });
        return new Cut(Span.By.CYCLE, day -> Objects.requireNonNullElse(borders.higher(day), LocalDate.MAX));
    }
}
