package meterside.portal.incoming;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import meterside.portal.billfile.Bill;
import meterside.portal.billfile.PastPayment;
import org.jspecify.annotations.Nullable;

/** Gathers some hundred bills at a time, and has one batch stored on a virtual thread while the next is read. */
public final class Batches implements AutoCloseable {

    private static final int BILLS = 500;

    private final Consumer<Batch> store;
    private final ExecutorService worker = Executors.newVirtualThreadPerTaskExecutor();
    private List<Bill> bills = new ArrayList<>();
    private List<PastPayment> payments = new ArrayList<>();
    private @Nullable Future<?> running;

    /** Bills and payments that are stored together. */
    public record Batch(List<Bill> bills, List<PastPayment> payments) {}

    public Batches(Consumer<Batch> store) {
        this.store = store;
    }

    public void add(Bill bill) {
        bills.add(bill);
        hurry();
    }

    public void add(PastPayment payment) {
        payments.add(payment);
        hurry();
    }

    private void hurry() {
        if (bills.size() + payments.size() / 8 >= BILLS) {
            send();
        }
    }

    private void send() {
        await();
        var batch = new Batch(bills, payments);
        bills = new ArrayList<>();
        payments = new ArrayList<>();
        running = worker.submit(() -> store.accept(batch));
    }

    /** Returns when all is stored. */
    public void finish() {
        send();
        await();
    }

    private void await() {
        if (running == null) {
            return;
        }
        try {
            running.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } finally {
            running = null;
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}
