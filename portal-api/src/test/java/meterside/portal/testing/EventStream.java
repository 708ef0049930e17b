package meterside.portal.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An open event stream, read line by line as it comes. */
public final class EventStream implements AutoCloseable {

    private static final String END = "the end of the stream";

    public final HttpResponse<InputStream> response;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    public static EventStream of(Browser browser, long account, String... headers) {
        return new EventStream(browser.open("/api/accounts/%d/events".formatted(account), headers));
    }

    public static EventStream at(Browser browser, String path, String... headers) {
        return new EventStream(browser.open(path, headers));
    }

    /** {@return the next event or comment on one line, such as {@code id:0-1 event:usage-changed data:{…}}; waits for it} */
    public String next() {
        var event = new StringBuilder();
        for (var line = line(); !line.isEmpty(); line = line()) {
            if (line.equals(END)) {
                return END;
            }
            event.append(event.isEmpty() ? "" : " ").append(line);
        }
        return event.toString();
    }

    /** {@return the next that is not a comment} */
    public String nextEvent() {
        var event = next();
        while (event.startsWith(":")) {
            event = next();
        }
        return event;
    }

    /** {@return whether the stream ends, comments apart, within so many seconds} */
    public boolean endsWithin(int seconds) throws InterruptedException {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < until) {
            if (END.equals(lines.poll(100, TimeUnit.MILLISECONDS))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException alreadyClosed) {
            // that is what was wanted
        }
    }

    private String line() {
        try {
            var line = lines.poll(60, TimeUnit.SECONDS);
            return line == null ? END : line;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void read() {
        try (var reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException closed) {
            // by the test or by the server: either way there is no more
        }
        lines.add(END);
    }
}
