package meterside.ingest.place;

import static meterside.ingest.Blocks.aBlock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import meterside.ingest.place.FeedKey.Meaning;
import meterside.ingest.place.Placement.Refused;
import meterside.metering.LocalDays;
import meterside.metering.ReadBlock;
import meterside.metering.ReadLength;
import meterside.metering.Unit;
import org.junit.jupiter.api.Test;

class PlacerTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void placesAllThatFits() {
        var placement =
                place(hourly("America/New_York"), aBlock().values(1L, null, 3L).build());

        assertThat(placement.refused()).isEmpty();
        assertThat(placement.runs())
                .extracting(run -> run.channel().id(), Placement.Run::from, Placement.Run::to)
                .containsExactly(tuple(1, 0, 1), tuple(1, 2, 3));
    }

    @Test
    void anUnknownKeyRefusesTheBlockAsAWhole() {
        var placement = place(
                hourly("America/New_York"),
                aBlock().key("x").values(1L, null, 3L).build());

        assertThat(placement.keyIsKnown()).isFalse();
        assertThat(placement.refused())
                .extracting(Refused::code, Refused::reads)
                .containsExactly(tuple("unknown-key", 2));
    }

    // rule IN8: a second before and after the edges; an interval belongs where it starts
    @Test
    void takesReadsFromTheInstallationToTheRemovalAndNotASecondMore() {
        var channel =
                channel("America/New_York", "PT1H", List.of(span("2026-10-20T05:00:00Z", "2026-10-20T07:00:00Z")));
        var late = channel("America/New_York", "PT1H", List.of(span("2026-10-20T05:00:01Z", "2026-10-20T06:59:59Z")));

        assertThat(codes(
                        channel,
                        aBlock().start("2026-10-20T04:00:00Z")
                                .values(1L, 1L, 1L, 1L)
                                .build()))
                .containsExactly("outside-installation 2");
        assertThat(codes(
                        late,
                        aBlock().start("2026-10-20T05:00:00Z").values(1L, 1L).build()))
                .containsExactly("outside-installation 1");
    }

    @Test
    void aMeterExchangeAmidstLeavesNoGap() {
        var channel = channel(
                "America/New_York",
                "PT1H",
                List.of(span("2020-01-01T00:00:00Z", "2026-10-20T05:37:00Z"), span("2026-10-20T05:37:00Z", null)));

        assertThat(codes(channel, aBlock().values(1L, 1L, 1L).build())).isEmpty();
    }

    // rule IN10
    @Test
    void refusesWhatIsOffTheGrid() {
        assertThat(codes(
                        hourly("America/New_York"),
                        aBlock().start("2026-10-20T10:07:00Z").values(1L, 1L).build()))
                .containsExactly("off-grid 2");
        assertThat(codes(
                        hourly("Asia/Kolkata"),
                        aBlock().start("2026-10-20T10:30:00Z").build()))
                .isEmpty();
        assertThat(codes(
                        hourly("Asia/Kolkata"),
                        aBlock().start("2026-10-20T10:00:00Z").build()))
                .containsExactly("off-grid 1");
        assertThat(codes(
                        hourly("America/New_York"),
                        aBlock().start("2026-10-20T10:00:00.5Z").build()))
                .containsExactly("off-grid 1");
    }

    // hours run from the day's own beginning; Lord Howe's clock moves by half an hour in the night
    @Test
    void hoursOfLordHoweMoveWithItsDays() {
        var hours = hourly("Australia/Lord_Howe");

        // 2026-04-05 begins at 13:00Z of the 4th and has 24.5 hours; so the next begins at half past
        assertThat(codes(
                        hours,
                        aBlock().start("2026-04-04T13:00:00Z").count(25, 1).build()))
                .isEmpty();
        assertThat(codes(
                        hours,
                        aBlock().start("2026-04-05T13:30:00Z").count(24, 1).build()))
                .isEmpty();
        assertThat(codes(
                        hours,
                        aBlock().start("2026-04-04T13:00:00Z").count(30, 1).build()))
                .containsExactly("off-grid 5");
    }

    @Test
    void aLocalDayBeginsWhereTheDayDoes() {
        var days = channel("America/Havana", "P1D", List.of(Span.ALWAYS));

        // the day of 2026-03-08 begins at 01:00 there, which is 05:00Z
        var placement = place(
                days,
                aBlock().length("P1D")
                        .start("2026-03-07T05:00:00Z")
                        .values(1L, 2L, 3L)
                        .build());
        assertThat(placement.refused()).isEmpty();
        assertThat(placement.seconds()).containsExactly(86_400, 82_800, 86_400);
        assertThat(codes(
                        days,
                        aBlock().length("P1D")
                                .start("2026-03-07T06:00:00Z")
                                .values(1L, 2L)
                                .build()))
                .containsExactly("off-grid 2");
    }

    @Test
    void refusesAnotherLengthUnitOrKind() {
        var channel = hourly("America/New_York");

        assertThat(codes(channel, aBlock().length("PT15M").build())).containsExactly("wrong-length 1");
        assertThat(codes(channel, aBlock().unit(Unit.CUBIC_FOOT).build())).containsExactly("wrong-unit 1");
        assertThat(codes(channel, aBlock().register())).containsExactly("wrong-kind 1");
    }

    // rule IN9: five minutes are forgiven
    @Test
    void refusesTheFutureAndTheFarPast() {
        var quarters = channel("America/New_York", "PT15M", List.of(Span.ALWAYS));
        var block = aBlock().length("PT15M");

        assertThat(codes(quarters, block.start("2026-11-20T11:45:00Z").build())).isEmpty();
        assertThat(codes(quarters, block.start("2026-11-20T12:00:00Z").build())).containsExactly("in-future 1");
        assertThat(codes(quarters, block.start("2099-01-01T05:00:00Z").build())).containsExactly("in-future 1");
        assertThat(codes(quarters, block.start("1970-01-01T05:00:00Z").build())).containsExactly("too-old 1");
        assertThat(codes(quarters, block.start(Instant.MAX).build())).containsExactly("in-future 1");
        assertThat(codes(quarters, block.start(Instant.MIN).build())).containsExactly("too-old 1");
        assertThat(codes(
                        channel("America/New_York", "P1D", List.of(Span.ALWAYS)),
                        aBlock().length("P1D").start(Instant.MAX).values(1L, 2L).build()))
                .containsExactly("in-future 2");
    }

    @Test
    void refusalsOfOneLineAreOneAndSayNoAmounts() {
        var channel =
                channel("America/New_York", "PT1H", List.of(span("2026-10-20T05:00:00Z", "2026-10-20T06:00:00Z")));

        var refused = place(
                        channel,
                        aBlock().of(1, 7).values(4711L, 1L, 4711L, 4711L).build())
                .refused();

        assertThat(refused)
                .containsExactly(new Refused(
                        "outside-installation", 70, 70, 3, "No meter was installed at 2026-10-20T04:00:00Z."));
    }

    private static List<String> codes(Channel channel, ReadBlock block) {
        return place(channel, block).refused().stream()
                .map(refused -> refused.code() + " " + refused.reads())
                .toList();
    }

    private static Placement place(Channel channel, ReadBlock block) {
        var key = new FeedKey(List.of(new Meaning(span("2000-01-01T00:00:00Z", null), channel)));
        return new Placer(Map.of("cmep", Map.of("k", key))).place(block, NOW);
    }

    private static Channel hourly(String zone) {
        return channel(zone, "PT1H", List.of(Span.ALWAYS));
    }

    private static Channel channel(String zone, String length, List<Span> installations) {
        return new Channel(
                1,
                7,
                new LocalDays(ZoneId.of(zone)),
                false,
                ReadLength.parse(length),
                Unit.US_GALLON,
                Span.ALWAYS,
                installations);
    }

    private static Span span(String from, @org.jspecify.annotations.Nullable String to) {
        return Span.of(Instant.parse(from), to == null ? null : Instant.parse(to));
    }
}
