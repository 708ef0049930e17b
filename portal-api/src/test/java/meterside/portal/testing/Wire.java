package meterside.portal.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import meterside.testing.Backing;

/** The way to the database, which can be cut, and can be frozen: connected, and saying nothing. */
public final class Wire implements AutoCloseable {

    private final Backing.Database database;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile ServerSocket server;
    private volatile boolean frozen;

    public Wire(Backing.Database database) throws IOException {
        this.database = database;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = server.getLocalPort();
        accept(server);
    }

    /** {@return settings that lead to the database by this wire} */
    public Backing.Database end() {
        return new Backing.Database("127.0.0.1", port, database.name());
    }

    public void cut() throws IOException {
        server.close();
        sockets.forEach(Wire::close);
        sockets.clear();
    }

    public void mend() throws IOException {
        frozen = false;
        if (server.isClosed()) {
            server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            accept(server);
        }
    }

    public void freeze() {
        frozen = true;
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    private void accept(ServerSocket listening) {
        Thread.ofVirtual().start(() -> {
            while (!listening.isClosed()) {
                try {
                    var near = listening.accept();
                    var far = new Socket(database.host(), database.port());
                    pump(near, far);
                    pump(far, near);
                    if (listening.isClosed()) { // cut while this one came
                        close(near);
                        close(far);
                    }
                } catch (IOException cutOff) {
                    // the loop ends when the wire is cut
                }
            }
        });
    }

    private void pump(Socket from, Socket to) {
        sockets.add(from);
        Thread.ofVirtual().start(() -> {
            var buffer = new byte[8192];
            try (from;
                    to) {
                for (var read = from.getInputStream().read(buffer); read >= 0; ) {
                    while (frozen) {
                        Thread.sleep(20);
                    }
                    to.getOutputStream().write(buffer, 0, read);
                    read = from.getInputStream().read(buffer);
                }
            } catch (IOException | InterruptedException cutOff) {
                // both ends are closed by leaving
            }
        });
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException already) {
            // closed is what was wanted
        }
    }
}
