package meterside.ingest.pulse;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that does a task again and again, with a pause between. A failure is told once, shows in
 * {@link #trouble()}, and is tried again after the pause; an {@link Error} ends it, and shows for good.
 *
 * <p>A platform thread: interrupting a virtual one would close the database's socket under it, so it is asked to stop
 * and finishes what it began.
 */
public final class Pulse {

    /** What is done. */
    @FunctionalInterface
    public interface Task {

        /** {@return true when there is more to do at once} */
        boolean run();
    }

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final Duration pause;
    private final Task task;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable String trouble = "not started";

    /** @param name of the thread, for logs */
    public Pulse(String name, Duration pause, Task task) {
        this.name = name;
        this.pause = pause;
        this.task = task;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    public void start() {
        trouble = null;
        thread.start();
    }

    /** {@return whether the task should end early} */
    public boolean isStopping() {
        return stopped.getCount() == 0;
    }

    /** {@return whether it was started and has not ended} */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Asks it to stop and waits until it has. */
    public void stop() {
        stopped.countDown();
        try {
            if (thread.isAlive() && !thread.join(PATIENCE)) {
                LOG.warn("{} did not stop in time", name);
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return what went wrong the last time, in words, or empty when all is well} */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Says that all is well again, for a task that does not end when it is. */
    public void well() {
        if (trouble != null) {
            LOG.info("{} goes on", name);
            trouble = null;
        }
    }

    private void run() {
        try {
            while (!isStopping()) {
                if (!once()) {
                    stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
            trouble = "stopped";
        } catch (InterruptedException asked) {
            trouble = "stopped";
        } catch (Error fatal) {
            trouble = "ended by " + fatal;
            LOG.error("{} ended", name, fatal);
        }
    }

    private boolean once() {
        try {
            var more = task.run();
            well();
            return more;
        } catch (RuntimeException failure) {
            if (trouble == null) {
                LOG.warn("{} failed and will try again", name, failure);
            }
            trouble = String.valueOf(failure.getMessage());
            return false;
        }
    }
}
