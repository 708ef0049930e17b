package meterside.ingest.intake;

import static meterside.ingest.Blocks.aBlock;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import meterside.ingest.block.BlockCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowingIT {

    private final Pipeline pipeline = new Pipeline();

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void storesWhatIsPublishedAndAnnouncesIt() {
        pipeline.works.channel("k", "America/New_York", "gal", "PT1H");
        var file = pipeline.works.file("aa");
        pipeline.start();

        pipeline.publish(aBlock().of(file, 1).count(24, 0).build());
        pipeline.awaitAll();

        assertThat(pipeline.works.value("select sum(billionths) from interval_read"))
                .isEqualTo("276000000000");
        assertThat(pipeline.announced()).singleElement().satisfies(change -> assertThat(change.interval())
                .hasToString("2026-10-20T04:00:00Z/2026-10-21T04:00:00Z"));
        Pipeline.await(() -> pipeline.trouble().isEmpty()); // the lane without messages opens when it does
    }

    @Test
    void sendsWhatItCannotReadToTheDeadAndGoesOn() {
        pipeline.works.channel("k", "America/New_York", "gal", "PT1H");
        var file = pipeline.works.file("aa");
        pipeline.start();

        pipeline.publish("k", "not a block".getBytes(StandardCharsets.UTF_8));
        pipeline.publish("k", BlockCodec.encode(aBlock().of(4711, 1).build()));
        pipeline.publish(aBlock().of(file, 1).build());
        pipeline.awaitAll();

        assertThat(pipeline.works.value("select count(*) from interval_read")).isEqualTo("1");
        assertThat(pipeline.all(pipeline.stream.dead()))
                .extracting(letter ->
                        new String(letter.headers().lastHeader("reason").value(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder("version 110 is not one we know", "file 4711 is not one we took");
    }

    @Test
    void theTopicReplayedFromItsBeginningChangesNothing() {
        pipeline.works.channel("k", "America/New_York", "gal", "PT1H");
        var file = pipeline.works.file("aa");
        pipeline.start();
        for (var day = 1; day < 20; day++) {
            pipeline.publish(aBlock().of(file, day)
                    .start("2026-10-%02dT04:00:00Z".formatted(day))
                    .count(day % 3 == 0 ? 20 : 24, day)
                    .build());
        }
        pipeline.awaitAll();
        pipeline.works.rollUp();
        var before = pipeline.works.contents();
        pipeline.stop();

        pipeline.works.sql("delete from ingest_offset").update();
        pipeline.start();
        pipeline.awaitAll();
        pipeline.works.rollUp();

        assertThat(pipeline.works.contents()).isEqualTo(before);
    }

    @Test
    void readsOfAnUnknownKeyAreTakenInByALoadOfTheRegistryWithNoFurtherFile() {
        var file = pipeline.works.file("aa");
        pipeline.start();
        pipeline.works.bean(Retaker.class).start();
        pipeline.publish(
                aBlock().of(file, 1).count(24, 0).build(),
                aBlock().key("never").of(file, 2).count(24, 0).build());
        pipeline.awaitAll();
        assertThat(pipeline.works.value("select count(*) from read_rejection where retaken_at is null"))
                .isEqualTo("2");

        pipeline.works.channel("k", "America/New_York", "gal", "PT1H");
        Pipeline.await(() -> pipeline.works
                .value("select count(*) from read_rejection where retaken_at is not null")
                .equals("1"));

        assertThat(pipeline.works.value("select count(*) from interval_read")).isEqualTo("24");
        assertThat(pipeline.works.rows("select sequence, retaken_at is not null from read_rejection order by 1"))
                .containsExactly("(1,t)", "(2,f)");
        pipeline.awaitAll();
        assertThat(pipeline.announced()).hasSize(1);
        pipeline.works.bean(Retaker.class).stop();
    }

    @Test
    void ofTwoProcessesOnOneTopicOneStopsAndSaysWhy() {
        pipeline.works.channel("k", "America/New_York", "gal", "PT1H");
        var file = pipeline.works.file("aa");
        try (var other = pipeline.another()) {
            pipeline.start();
            other.start();
            Pipeline.await(() -> pipeline.trouble().isEmpty() && other.trouble().isEmpty());

            pipeline.publish(aBlock().of(file, 1).count(24, 0).build());
            Pipeline.await(
                    () -> pipeline.trouble().isPresent() != other.trouble().isPresent());

            assertThat(pipeline.trouble().or(other::trouble).orElseThrow()).contains("another one stores it too");
            pipeline.awaitAll();
            assertThat(pipeline.works.value("select count(*) from interval_read"))
                    .isEqualTo("24");
        }
    }

    @Test
    void stopsWhenTheTopicHasLostWhatWasStored() {
        pipeline.start();
        Pipeline.await(() -> pipeline.trouble().isEmpty());
        pipeline.stop();
        pipeline.works
                .sql("update ingest_offset set stored_next = 7, announced_next = 7 where partition = 0")
                .update();

        pipeline.start();

        Pipeline.await(() -> pipeline.trouble().orElse("").contains("the topic lost its end"));
    }

    @Test
    void goesOnWhenTheDatabaseComesBack() {
        pipeline.works.channel("k", "America/New_York", "gal", "PT1H");
        var file = pipeline.works.file("aa");
        pipeline.start();
        Pipeline.await(() -> pipeline.trouble().isEmpty());

        pipeline.works
                .sql(
                        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'meterside_ingest' and datname = current_database()")
                .query()
                .listOfRows();
        pipeline.publish(aBlock().of(file, 1).count(24, 0).build());
        pipeline.awaitAll();

        assertThat(pipeline.works.value("select count(*) from interval_read")).isEqualTo("24");
        Pipeline.await(() -> pipeline.trouble().isEmpty());
    }
}
