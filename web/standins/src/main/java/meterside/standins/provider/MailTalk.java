package meterside.standins.provider;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import meterside.standins.wire.Faults;

/** One conversation in SMTP (RFC 5321), with STARTTLS (RFC 3207). A mail is in the journal before it is acknowledged. */
final class MailTalk {

    private static final int SLOWLY = 1000;

    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final SSLContext tls;
    private final Journal journal;
    private final Faults faults;
    private boolean secure;
    private boolean slow;
    private String from = "";
    private String to = "";

    MailTalk(Socket socket, SSLContext tls, Journal journal, Faults faults) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.tls = tls;
        this.journal = journal;
        this.faults = faults;
    }

    void run() throws IOException {
        answer("connect", "220 standin ready");
        while (true) {
            var line = line();
            var verb = line.split("[ :]", -1)[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO", "HELO" ->
                    answer(
                            "ehlo",
                            secure ? "250-standin\r\n250 8BITMIME" : "250-standin\r\n250-8BITMIME\r\n250 STARTTLS");
                case "STARTTLS" -> startTls();
                case "MAIL" -> {
                    from = address(line);
                    answer("mail", secure ? "250 2.1.0 Ok" : "530 5.7.0 Must issue a STARTTLS command first");
                }
                case "RCPT" -> {
                    to = address(line);
                    if (!answer("rcpt", "250 2.1.5 Ok")) {
                        to = "";
                    }
                }
                case "DATA" -> data();
                case "RSET", "NOOP" -> reply("250 2.0.0 Ok");
                case "QUIT" -> {
                    reply("221 2.0.0 Bye");
                    return;
                }
                default -> reply("502 5.5.1 Not known here");
            }
        }
    }

    private void startTls() throws IOException {
        var fault = faults.next("mail.starttls").orElse("");
        if (fault.equals("tls")) {
            reply("220 2.0.0 Go ahead");
            out.write("this is not a handshake\r\n".getBytes(StandardCharsets.US_ASCII));
            throw new IOException("TLS failed as planned");
        }
        if (!answerWith(fault, "220 2.0.0 Go ahead")) {
            return;
        }
        var over = (SSLSocket) tls.getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        over.setUseClientMode(false);
        over.startHandshake();
        socket = over;
        in = new BufferedInputStream(over.getInputStream());
        out = over.getOutputStream();
        secure = true;
    }

    private void data() throws IOException {
        if (to.isEmpty()) {
            reply("503 5.5.1 RCPT first");
            return;
        }
        if (!answer("data", "354 End with a dot")) {
            return;
        }
        var mail = mail();
        var fault = faults.next("mail.end").orElse("");
        if (fault.isEmpty() || fault.endsWith("-after") || fault.equals("slow")) {
            keep(mail);
        }
        answerWith(fault.replace("-after", ""), "250 2.0.0 Ok: queued");
        to = "";
    }

    private byte[] mail() throws IOException {
        var mail = new ByteArrayOutputStream();
        for (var line = line(); !line.equals("."); line = line()) {
            mail.writeBytes((line.startsWith(".") ? line.substring(1) : line).getBytes(StandardCharsets.ISO_8859_1));
            mail.writeBytes(new byte[] {'\r', '\n'});
        }
        return mail.toByteArray();
    }

    private void keep(byte[] mail) throws IOException {
        var facts = new LinkedHashMap<String, String>();
        try {
            var message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
            facts.put("id", message.getMessageID() == null ? "" : message.getMessageID());
            facts.put("subject", message.getSubject() == null ? "" : message.getSubject());
        } catch (MessagingException malformed) {
            facts.put("subject", "(cannot be read) " + malformed.getMessage());
        }
        facts.put("from", from);
        facts.put("to", to);
        facts.put("raw", new String(mail, StandardCharsets.ISO_8859_1));
        journal.append("mail", facts);
    }

    /** {@return whether the answer was the good one} */
    private boolean answer(String place, String good) throws IOException {
        return answerWith(faults.next("mail." + place).orElse(""), good);
    }

    private boolean answerWith(String fault, String good) throws IOException {
        switch (fault) {
            case "" -> reply(good);
            case "slow" -> {
                slow = true;
                reply(good);
            }
            case "drop" -> throw new IOException("dropped as planned");
            case "hang" -> hang();
            default -> {
                reply(fault + " " + fault.charAt(0) + ".0.0 As planned");
                return false;
            }
        }
        return true;
    }

    private void hang() throws IOException {
        while (in.read() >= 0) {
            // until the client hangs up
        }
        throw new EOFException();
    }

    private void reply(String text) throws IOException {
        var bytes = (text + "\r\n").getBytes(StandardCharsets.US_ASCII);
        if (!slow) {
            out.write(bytes);
            out.flush();
            return;
        }
        for (var piece : bytes) {
            out.write(piece);
            out.flush();
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(SLOWLY);
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > 100_000) {
                throw new EOFException();
            }
            line.write(next);
        }
        var text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static String address(String line) {
        var start = line.indexOf('<');
        var end = line.indexOf('>', start);
        return start < 0 || end < 0 ? "" : line.substring(start + 1, end);
    }
}
