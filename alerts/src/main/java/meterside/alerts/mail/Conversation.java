package meterside.alerts.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** One SMTP conversation that knows how far it came: only after the mail's last dot may a lost answer mean that it was taken. */
final class Conversation extends SMTPTransport {

    /** How far a conversation came. */
    enum Stage {
        /** Connecting, greeting, TLS and signing in: what is refused here is our trouble. */
        OPENING,
        /** MAIL FROM: likewise. */
        SENDER,
        /** What is refused from here on is about this mail and its address. */
        RECIPIENT,
        CONTENT,
        /** The last dot is sent; the answer is not yet here. */
        ENDED
    }

    private volatile Stage stage = Stage.OPENING;

    Conversation(Session session, URLName server) {
        super(session, server);
    }

    Stage stage() {
        return stage;
    }

    @Override
    protected void mailFrom() throws MessagingException {
        stage = Stage.SENDER;
        super.mailFrom();
    }

    @Override
    protected void rcptTo() throws MessagingException {
        stage = Stage.RECIPIENT;
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        stage = Stage.CONTENT;
        return super.data();
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        stage = Stage.ENDED;
        super.finishData();
    }

    /** Makes the socket of a conversation, and closes it when the whole takes too long: a server that trickles never times out. */
    static final class Line extends SocketFactory {

        private final Socket socket = new Socket();

        void cut() {
            try {
                socket.close();
            } catch (IOException already) {
                // it is gone, which was wanted
            }
        }

        @Override
        public Socket createSocket() {
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
