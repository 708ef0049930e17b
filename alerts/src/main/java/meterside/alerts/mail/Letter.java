package meterside.alerts.mail;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import meterside.alerts.sender.Message;

/** A notice as an e-mail: text and HTML, and an id made of the notice's key, so that two copies are seen to be one. */
final class Letter extends MimeMessage {

    private final String id;

    Letter(Session session, String from, Message message, Instant now) throws MessagingException {
        super(session);
        var sender = new InternetAddress(from, true);
        id = "<%s@%s>".formatted(hash(message.key()), domain(sender));
        setFrom(sender);
        setRecipient(RecipientType.TO, new InternetAddress(message.to(), true));
        setSubject(message.subject().replaceAll("\\p{Cntrl}+", " "), "UTF-8");
        setSentDate(Date.from(now));
        setHeader("Auto-Submitted", "auto-generated");
        if (!message.stopLink().isEmpty()) {
            setHeader("List-Unsubscribe", "<%s>".formatted(message.stopLink()));
            setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"); // RFC 8058
        }
        replyTo(message.replyTo());
        setContent(content(message));
        saveChanges();
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }

    String id() {
        return id;
    }

    private void replyTo(String address) throws MessagingException {
        if (!address.isEmpty()) {
            try {
                setReplyTo(new InternetAddress[] {new InternetAddress(address, true)});
            } catch (AddressException malformed) {
                // whoever wrote has an address that cannot be answered; the text names it
            }
        }
    }

    private static MimeMultipart content(Message message) throws MessagingException {
        var text = new MimeBodyPart();
        text.setText(message.text(), "UTF-8", "plain");
        var html = new MimeBodyPart();
        html.setText(message.html(), "UTF-8", "html");
        return new MimeMultipart("alternative", text, html);
    }

    private static String domain(InternetAddress sender) {
        return sender.getAddress().substring(sender.getAddress().indexOf('@') + 1);
    }

    private static String hash(String key) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
