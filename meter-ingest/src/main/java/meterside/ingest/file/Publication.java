package meterside.ingest.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import meterside.ingest.block.BlockCodec;
import meterside.ingest.series.Rejection;
import meterside.ingest.series.Sink;
import meterside.metering.ReadBlock;
import meterside.metering.Topics;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;

/** Sends the blocks of one file to Kafka and notes its rejections. Done again, it sends and notes the same. */
final class Publication implements Sink {

    private static final int REJECTIONS_AT_A_TIME = 500;

    private final SourceFile file;
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final SourceFileRepository files;
    private final List<Rejection> rejections = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Publication(SourceFile file, KafkaTemplate<byte[], byte[]> kafka, SourceFileRepository files) {
        this.file = file;
        this.kafka = kafka;
        this.files = files;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a failure is kept, and finish() waits for all
    public void block(ReadBlock block) {
        throwFailure();
        // all blocks of a channel go to one partition, in the order of the file
        var key = (file.feed() + "/" + block.source().key()).getBytes(StandardCharsets.UTF_8);
        kafka.send(Topics.METER_READS, key, BlockCodec.encode(block)).whenComplete((sent, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
    }

    @Override
    public void rejected(Rejection rejection) {
        rejections.add(rejection);
        if (rejections.size() == REJECTIONS_AT_A_TIME) {
            noteRejections();
        }
    }

    /** Waits until Kafka has acknowledged every block. */
    void finish() {
        noteRejections();
        kafka.flush();
        throwFailure();
    }

    private void noteRejections() {
        if (!rejections.isEmpty()) {
            files.reject(file.id(), rejections);
            rejections.clear();
        }
    }

    private void throwFailure() {
        var failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("Kafka did not take a block: " + failed.getMessage(), failed);
        }
    }
}
