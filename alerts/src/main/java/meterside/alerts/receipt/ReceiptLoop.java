package meterside.alerts.receipt;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks twice a second for what providers told. */
@Component
class ReceiptLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptLoop.class);
    private static final int BATCH = 100;

    private final Receipts receipts;
    private final Duration poll;
    private volatile boolean running;

    ReceiptLoop(Receipts receipts, @Value("${meterside.notices.poll:400ms}") Duration poll) {
        this.receipts = receipts;
        this.poll = poll;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("receipts").start(this::forever);
    }

    private void forever() {
        var well = true;
        while (running) {
            try {
                var taken = receipts.take(BATCH);
                well = true;
                if (taken < BATCH) {
                    Thread.sleep(poll);
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                if (well) {
                    LOG.warn("receipts wait: {}", failure.getMessage());
                }
                well = false;
                running = running && pause();
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(1000);
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
