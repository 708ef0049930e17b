package meterside.portal.espi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ClockRulesTest {

    private static final String NONE = "FFFFFFFF";

    private static ClockRules in2026(String zone) {
        return of(zone, "2026-01-01", "2027-01-01");
    }

    private static ClockRules of(String zone, String from, String to) {
        return ClockRules.of(ZoneId.of(zone), LocalDate.parse(from), LocalDate.parse(to));
    }

    /** As the standard's own samples have it; London and Jerusalem by hand from the bits of its DstRuleType. */
    @Test
    void saysWhenSummerBeginsAndEnds() {
        assertThat(in2026("America/New_York")).isEqualTo(new ClockRules(-18_000, 3600, "360E2000", "B40E2000"));
        assertThat(in2026("America/Los_Angeles")).isEqualTo(new ClockRules(-28_800, 3600, "360E2000", "B40E2000"));
        assertThat(in2026("Europe/London")).isEqualTo(new ClockRules(0, 3600, "3E0E1000", "AE0E2000"));
        assertThat(in2026("Asia/Jerusalem")).isEqualTo(new ClockRules(7200, 3600, "337A2000", "AE0E2000"));
    }

    @Test
    void saysNoRuleWhereThereIsNoneOrNoneThatCanBeSaid() {
        assertThat(in2026("America/Phoenix")).isEqualTo(new ClockRules(-25_200, 0, NONE, NONE));
        assertThat(in2026("Asia/Kathmandu")).isEqualTo(new ClockRules(20_700, 0, NONE, NONE));
        assertThat(in2026("UTC")).isEqualTo(new ClockRules(0, 0, NONE, NONE));
        assertThat(in2026("Australia/Sydney"))
                .as("summer across New Year")
                .isEqualTo(new ClockRules(36_000, 0, NONE, NONE));
        assertThat(of("America/New_York", "2006-06-01", "2008-01-01"))
                .as("the rule was another before 2007")
                .isEqualTo(new ClockRules(-18_000, 0, NONE, NONE));
        assertThat(of("America/New_York", "2007-01-01", "2017-01-01").starts()).isEqualTo("360E2000");
    }

    /** Reads each rule back as the standard says it is read. */
    @Test
    void whatItSaysIsWhatEveryZonesClocksDo() {
        var said = new ArrayList<String>();
        for (var name : ZoneId.getAvailableZoneIds()) {
            var rules = in2026(name);
            if (rules.starts().equals(NONE)) {
                continue;
            }
            said.add(name);
            var clock = ZoneId.of(name).getRules();
            var spring = clock.getTransition(turn(rules.starts(), 2026));
            var autumn = clock.getTransition(turn(rules.ends(), 2026));
            assertThat(spring).as(name).isNotNull();
            assertThat(autumn).as(name).isNotNull();
            assertThat(spring.getOffsetBefore().getTotalSeconds()).as(name).isEqualTo(rules.offset());
            assertThat(spring.getDuration().toSeconds()).as(name).isEqualTo(rules.saving());
            assertThat(autumn.getDuration().toSeconds()).as(name).isEqualTo(-rules.saving());
        }
        assertThat(said).contains("America/Chicago", "Europe/Berlin").hasSizeGreaterThan(100);
    }

    /** {@return the wall clock's reading at which the rule turns it: of a gap its beginning, of an overlap its end} */
    private static LocalDateTime turn(String hex, int year) {
        var bits = Integer.parseUnsignedInt(hex, 16);
        var month = bits >>> 28;
        var operator = bits >>> 25 & 7;
        var dayOfMonth = bits >>> 20 & 31;
        var dayOfWeek = bits >>> 17 & 7;
        var first = LocalDate.of(year, month, 1);
        var day =
                switch (operator) {
                    case 0 -> first.withDayOfMonth(dayOfMonth);
                    case 1 ->
                        first.withDayOfMonth(dayOfMonth).with(TemporalAdjusters.nextOrSame(DayOfWeek.of(dayOfWeek)));
                    case 7 -> first.with(TemporalAdjusters.lastInMonth(DayOfWeek.of(dayOfWeek)));
                    default -> first.with(TemporalAdjusters.dayOfWeekInMonth(operator - 1, DayOfWeek.of(dayOfWeek)));
                };
        var time = day.atStartOfDay().plusHours(bits >>> 12 & 31).plusSeconds(bits & 0xFFF);
        return time.getMonthValue() < 7 ? time : time.minusSeconds(1);
    }
}
