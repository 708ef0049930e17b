package meterside.portal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import meterside.metering.LocalDays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    /** Rules TM1 to TM3: half hours that repeat, days without a midnight, a day that a zone left out, offsets of seconds long ago. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "America/New_York",
                "Australia/Lord_Howe",
                "Asia/Kathmandu",
                "America/Sao_Paulo",
                "Pacific/Apia",
                "Africa/Monrovia",
                "UTC"
            })
    void writesWhatTheJdkWritesForwardsAndBackwards(String zone) {
        var days = new LocalDays(ZoneId.of(zone));
        var times = new Times(days);
        var random = new Random(20261128);
        for (var run = 0; run < 300; run++) {
            var instant = Instant.ofEpochSecond(random.nextLong(-2_000_000_000L, 253_370_764_800L), 0);
            var transition = days.zone().getRules().nextTransition(instant);
            if (transition != null && run % 2 == 0) {
                instant = transition.getInstant().minusSeconds(random.nextInt(4) * 900L);
            }
            var step = random.nextInt(10) == 0 ? random.nextInt(-7200, 7200) : 900;
            var nanos = random.nextInt(10) == 0 ? 120_000_000 : 0;
            for (var n = 0; n < 120; n++) {
                assertThat(times.of(instant))
                        .isEqualTo(instant.atOffset(days.offsetAt(instant)).toString());
                instant = instant.plusSeconds(step).plusNanos(nanos);
            }
        }
    }
}
