package meterside.journeys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection of HTTP/1.1 that stays open, as lean as can be: whoever measures a server shares the machine with it. For one
 * thread.
 */
final class Line implements AutoCloseable {

    private static final int BYTES = 1 << 16;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final String LENGTH = "\r\ncontent-length:";
    private static final String IN_CHUNKS = "\r\ntransfer-encoding: chunked";

    private final int port;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BYTES];
    private int at;
    private int limit;

    Line(int port) throws IOException {
        this.port = port;
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** An answer with its body as it came. */
    static final class Answer {

        private final String head;
        private final byte[] body;

        private Answer(String head, byte[] body) {
            this.head = head;
            this.body = body;
        }

        /** {@return the status line and the headers} */
        String head() {
            return head;
        }

        byte[] body() {
            return body;
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        Answer orThrow(String path) {
            if (!head.startsWith("HTTP/1.1 200 ")) {
                throw new IllegalStateException("%s: %s%n%s".formatted(path, head, text()));
            }
            return this;
        }
    }

    Answer get(String path, String cookie) throws IOException {
        var body = new ByteArrayOutputStream();
        var head = get(path, cookie, body);
        return new Answer(head, body.toByteArray());
    }

    /** {@return the answer's head, once its body has gone into the sink} */
    String get(String path, String cookie, OutputStream sink) throws IOException {
        out.write("GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nSec-Fetch-Site: same-origin\r\nCookie: %s\r\n\r\n"
                .formatted(path, port, cookie)
                .getBytes(StandardCharsets.US_ASCII));
        var head = until("\r\n\r\n");
        var fields = head.toLowerCase(Locale.ROOT);
        var length = fields.indexOf(LENGTH);
        if (length >= 0) {
            var digits = fields.substring(length + LENGTH.length())
                    .lines()
                    .findFirst()
                    .orElseThrow();
            pass(Integer.parseInt(digits.strip()), sink);
        } else if (fields.contains(IN_CHUNKS)) {
            for (var size = chunk(); size > 0; size = chunk()) {
                pass(size, sink);
                until("\r\n");
            }
            until("\r\n");
        }
        return head;
    }

    private int chunk() throws IOException {
        return Integer.parseInt(until("\r\n").strip(), 16);
    }

    private String until(String end) throws IOException {
        var text = new StringBuilder(1024);
        while (text.length() < end.length() || text.indexOf(end, text.length() - end.length()) < 0) {
            fill();
            text.append((char) buffer[at++]);
        }
        return text.toString();
    }

    private void pass(int bytes, OutputStream sink) throws IOException {
        for (var left = bytes; left > 0; ) {
            fill();
            var some = Math.min(left, limit - at);
            sink.write(buffer, at, some);
            at += some;
            left -= some;
        }
    }

    private void fill() throws IOException {
        if (at == limit) {
            at = 0;
            limit = in.read(buffer);
            if (limit < 0) {
                throw new IOException("the server hung up");
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
