package meterside.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Many customers at once, over some connections to one server. Every answer is held against the truth; one that differs ends it. */
final class Load {

    private final int port;
    private final int lines;
    private final Truth truth;

    /** @param lines how many connections; each is a thread, which waits for its answer */
    Load(int port, int lines, Truth truth) {
        this.port = port;
        this.lines = lines;
        this.truth = truth;
    }

    /** One connection's share of the work, until there is no more. */
    private interface Share {
        void work(Line line, List<Long> micros) throws IOException;
    }

    /** {@return how long each answer took, in microseconds} Each connection takes the next visit, and asks one thing after the other. */
    List<Long> visits(List<List<Question>> visits) {
        var next = new AtomicInteger();
        return all((line, micros) -> {
            for (var n = next.getAndIncrement(); n < visits.size(); n = next.getAndIncrement()) {
                for (var question : visits.get(n)) {
                    var began = System.nanoTime();
                    var answer = line.get(question.path(), question.cookie());
                    micros.add((System.nanoTime() - began) / 1000);
                    truth.check(question, answer);
                }
            }
        });
    }

    /**
     * {@return how long each answer took since its question was due, in microseconds} Questions come when they come, not when the
     * last was answered: while all connections wait, the next are late, and that counts.
     */
    List<Long> arrivals(List<Question> questions, long aSecond) {
        var next = new AtomicInteger();
        var start = System.nanoTime() + 100_000_000;
        return all((line, micros) -> {
            for (var n = next.getAndIncrement(); n < questions.size(); n = next.getAndIncrement()) {
                var due = start + n * 1_000_000_000L / aSecond;
                for (var early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                var question = questions.get(n);
                var answer = line.get(question.path(), question.cookie());
                micros.add((System.nanoTime() - due) / 1000);
                truth.check(question, answer);
            }
        });
    }

    private List<Long> all(Share share) {
        try (var threads = Executors.newFixedThreadPool(lines)) {
            var shares = new ArrayList<Future<List<Long>>>();
            for (var n = 0; n < lines; n++) {
                shares.add(threads.submit(() -> {
                    var micros = new ArrayList<Long>();
                    try (var line = new Line(port)) {
                        share.work(line, micros);
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                    return micros;
                }));
            }
            var micros = new ArrayList<Long>();
            for (var done : shares) {
                micros.addAll(done.get());
            }
            return micros;
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
