package meterside.ingest.intake;

import static meterside.ingest.Blocks.aBlock;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import meterside.ingest.read.Kills;
import meterside.ingest.read.ReadStore;
import meterside.metering.Interval;
import meterside.metering.IntervalBlock;
import org.junit.jupiter.api.Test;

/** Killed at each step of storing and announcing, and started again: the end is the same, and all was announced. */
class KillsIT {

    @Test
    void aKillAtAnyStepLosesNothingAndAnnouncesAll() {
        List<String> uninterrupted;
        try (var pipeline = new Pipeline()) {
            var blocks = arrange(pipeline);
            pipeline.start();
            publishInThree(pipeline, blocks);
            uninterrupted = contents(pipeline);
        }

        Stream.concat(Kills.steps().stream(), Arrays.stream(Taker.Step.values()).map(Enum::name))
                .forEach(step -> {
                    try (var first = new Pipeline();
                            var second = first.another()) {
                        var blocks = arrange(first);
                        killAt(first, step);
                        first.start();
                        publish(first, blocks, 0);
                        Pipeline.await(() -> first.trouble().orElse("").contains("killed at " + step));
                        first.stop(); // its other lane dies with it
                        second.start();
                        publish(first, blocks, 1);
                        publish(first, blocks, 2);

                        assertThat(contents(first)).as(step).isEqualTo(uninterrupted);
                        assertThat(unannounced(first, blocks)).as(step).isEmpty();
                    }
                });
    }

    private static void killAt(Pipeline pipeline, String step) {
        Kills.at(pipeline.works.bean(ReadStore.class), step, 1);
        pipeline.works.bean(Taker.class).steps = reached -> {
            if (reached.name().equals(step)) {
                throw new Kills.Killed(reached);
            }
        };
    }

    /** Three channels, a week of each, some of it corrected, one key unknown. */
    private static List<IntervalBlock> arrange(Pipeline pipeline) {
        var blocks = new ArrayList<IntervalBlock>();
        var file = pipeline.works.file("aa");
        var corrections = pipeline.works.file("bb");
        var sequence = 0;
        for (var key : List.of("k", "l", "m")) {
            pipeline.works.channel(key, "America/New_York", "gal", "PT1H");
            for (var day = 0; day < 7; day++) {
                var start = Instant.parse("2026-10-20T04:00:00Z").plusSeconds(day * 86_400L);
                blocks.add(aBlock().key(key)
                        .of(file, ++sequence)
                        .start(start)
                        .count(day == 5 ? 20 : 24, day)
                        .build());
                if (day % 2 == 0) {
                    blocks.add(aBlock().key(key)
                            .of(corrections, sequence)
                            .start(start.plusSeconds(7_200))
                            .values(90L, 91L)
                            .stamp("2026-10-30T00:00:00Z")
                            .build());
                }
            }
        }
        blocks.add(aBlock().key("nobody").of(file, ++sequence).build());
        return blocks;
    }

    private static void publishInThree(Pipeline pipeline, List<IntervalBlock> blocks) {
        for (var third = 0; third < 3; third++) {
            publish(pipeline, blocks, third);
            pipeline.awaitAll();
        }
    }

    private static void publish(Pipeline pipeline, List<IntervalBlock> blocks, int third) {
        var size = (blocks.size() + 2) / 3;
        pipeline.publish(blocks.subList(third * size, Math.min(blocks.size(), (third + 1) * size))
                .toArray(IntervalBlock[]::new));
    }

    private static List<String> contents(Pipeline pipeline) {
        pipeline.awaitAll();
        pipeline.works.rollUp();
        return pipeline.works.contents();
    }

    /** {@return the blocks of which some read was in no announcement for its usage point} */
    private static List<IntervalBlock> unannounced(Pipeline pipeline, List<IntervalBlock> blocks) {
        var announced = pipeline.announced();
        return blocks.stream()
                .filter(block -> !block.source().key().equals("nobody"))
                .filter(block -> {
                    var point = Long.parseLong(pipeline.works.value("select id from usage_point where number = 'P-%s'"
                            .formatted(block.source().key())));
                    var of = new Interval(
                            block.start(),
                            block.start()
                                    .plusSeconds(3_600L * block.billionths().size()));
                    return announced.stream()
                            .noneMatch(change -> change.usagePoint().value() == point
                                    && !change.interval().start().isAfter(of.start())
                                    && !change.interval().end().isBefore(of.end()));
                })
                .toList();
    }
}
