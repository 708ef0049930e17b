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
        assertThat(pipeline.trouble()).isEmpty();
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
}
