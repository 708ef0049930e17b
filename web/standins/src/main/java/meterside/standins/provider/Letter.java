package meterside.standins.provider;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/** An e-mail as its reader sees it. */
record Letter(String subject, List<String> headers, String text, String html) {

    static Letter of(Accepted mail) {
        try {
            var message = new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(mail.fact("raw").getBytes(StandardCharsets.ISO_8859_1)));
            List<Header> headers = Collections.list(message.getAllHeaders());
            return new Letter(
                    message.getSubject() == null ? "" : message.getSubject(),
                    headers.stream()
                            .map(header -> header.getName() + ": " + header.getValue())
                            .toList(),
                    find(message, "text/plain"),
                    find(message, "text/html"));
        } catch (MessagingException | IOException malformed) {
            return new Letter("(cannot be read)", List.of(), String.valueOf(malformed.getMessage()), "");
        }
    }

    private static String find(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return String.valueOf(part.getContent());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                var found = find(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}
