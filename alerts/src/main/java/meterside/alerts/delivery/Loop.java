package meterside.alerts.delivery;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Looks for what is due, a few times a second, and keeps a few messages on their way at a time. */
class Loop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final int BATCH = 20;

    private final Delivery delivery;
    private final DeliverySettings settings;
    private final Semaphore onTheirWay;
    private volatile boolean running;
    private ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Loop(Delivery delivery, DeliverySettings settings) {
        this.delivery = delivery;
        this.settings = settings;
        this.onTheirWay = new Semaphore(settings.atOnce());
    }

    @Override
    public void start() {
        running = true;
        threads = Executors.newVirtualThreadPerTaskExecutor();
        Thread.ofVirtual().name("notices").start(() -> forever(this::sendWhatIsDue));
        Thread.ofVirtual().name("notices-unknown").start(() -> forever(this::findOut));
    }

    private boolean sendWhatIsDue() throws InterruptedException {
        onTheirWay.acquire();
        var room = 1 + onTheirWay.drainPermits();
        var ready = List.<Ready>of();
        try {
            ready = delivery.claim(room);
        } finally {
            onTheirWay.release(room - ready.size());
        }
        for (var one : ready) {
            threads.execute(() -> {
                try {
                    delivery.send(one);
                } catch (DataAccessException | TransactionException unnoted) {
                    LOG.warn(
                            "what became of notice {} could not be noted; it will be found out",
                            one.due().id());
                } finally {
                    onTheirWay.release();
                }
            });
        }
        return !ready.isEmpty();
    }

    private boolean findOut() {
        return delivery.findAbandoned(BATCH) + delivery.askAboutUnknown(BATCH) > 0;
    }

    /** A turn of a loop. */
    private interface Turn {
        /** {@return whether there may be more at once} */
        boolean take() throws InterruptedException;
    }

    private void forever(Turn turn) {
        var said = false;
        while (running) {
            try {
                if (!turn.take()) {
                    Thread.sleep(settings.poll());
                }
                said = false;
            } catch (DataAccessException | TransactionException away) {
                if (!said) {
                    LOG.warn("notices wait: {}", away.getMessage());
                }
                said = true;
                sleepOnce();
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException unexpected) {
                LOG.error("a turn of the notice loop failed", unexpected);
                sleepOnce();
            }
        }
    }

    private void sleepOnce() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException stopped) {
            running = false;
        }
    }

    @Override
    public void stop() {
        running = false;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                threads.shutdownNow(); // what is cut off is found out about at the next start
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isAutoStartup() {
        return delivery.hasSenders();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
