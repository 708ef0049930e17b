package meterside.standins.provider;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import meterside.standins.wire.Faults;

/** An SMTP server with STARTTLS that takes every mail, except where {@link Faults} says otherwise. */
final class MailServer implements Closeable {

    private final ServerSocket server;
    private final SSLContext tls;
    private final Journal journal;
    private final Faults faults;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    MailServer(int port, SSLContext tls, Journal journal, Faults faults) throws IOException {
        this.server = new ServerSocket(port, 64, InetAddress.getLoopbackAddress());
        this.tls = tls;
        this.journal = journal;
        this.faults = faults;
        Thread.ofPlatform().daemon().name("smtp").start(this::listen);
    }

    int port() {
        return server.getLocalPort();
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        new MailTalk(socket, tls, journal, faults).run();
                    } catch (IOException ended) {
                        // the client hung up, or a fault did
                    } finally {
                        open.remove(socket);
                    }
                });
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
