package meterside.alerts.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import meterside.alerts.mail.Conversation.Stage;
import meterside.alerts.sender.Medium;
import meterside.alerts.sender.Message;
import meterside.alerts.sender.Outcome;
import meterside.alerts.sender.Sender;
import meterside.alerts.sender.Trouble;

/**
 * Sends e-mail by SMTP, a conversation each. An answer beginning with 4 is another try; one beginning with 5 about the
 * recipient or the mail is for good; and an answer lost after the last dot is unknown, since SMTP knows no way to ask.
 */
final class MailSender implements Sender {

    private static final Pattern ABOUT_THE_SYSTEM = Pattern.compile("5\\d\\d[ -]5\\.[37]\\.\\d+.*", Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("\\S+@\\S+");
    private static final int LONGEST_ANSWER = 300;

    private final MailSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("mail-watch").factory());

    MailSender(MailSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Medium medium() {
        return Medium.EMAIL;
    }

    @Override
    public Outcome send(Message message) {
        var line = new Conversation.Line();
        var late = watch.schedule(line::cut, settings.whole().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return send(message, line);
        } catch (IOException | GeneralSecurityException untrusted) {
            return Outcome.later("the certificate to trust cannot be read: " + untrusted.getMessage());
        } finally {
            late.cancel(false);
            line.cut();
        }
    }

    @Override
    public Outcome ask(Message message, Instant since, Set<String> others) {
        return Outcome.unknown("a mail server cannot be asked");
    }

    private Outcome send(Message message, Conversation.Line line) throws IOException, GeneralSecurityException {
        var session = Session.getInstance(properties(line));
        var server = new URLName("smtp", settings.host(), settings.port(), null, null, null);
        Letter letter;
        try {
            letter = new Letter(session, settings.from(), message, clock.instant());
        } catch (AddressException malformed) {
            return Outcome.refused("not an address that mail can go to", Trouble.INVALID);
        } catch (MessagingException malformed) {
            return Outcome.refused("no mail can be made of it: " + malformed.getMessage());
        }
        var talk = new Conversation(session, server);
        try {
            var user = settings.user().isEmpty() ? null : settings.user();
            var password = settings.user().isEmpty() ? null : settings.password();
            talk.connect(settings.host(), settings.port(), user, password);
            talk.sendMessage(letter, new Address[] {letter.getAllRecipients()[0]});
            return Outcome.accepted(letter.id(), words(talk.getLastServerResponse()));
        } catch (AuthenticationFailedException refused) {
            return Outcome.later("the mail server does not let us in: " + words(refused.getMessage()));
        } catch (MessagingException failure) {
            return judge(talk, failure);
        } finally {
            close(talk);
        }
    }

    private static Outcome judge(Conversation talk, MessagingException failure) {
        var reply = Reply.of(failure);
        var said = "%s: %s".formatted(talk.stage().name().toLowerCase(java.util.Locale.ROOT), words(reply.text()));
        if (reply.code() >= 500 && talk.stage().compareTo(Stage.RECIPIENT) >= 0) {
            return ABOUT_THE_SYSTEM.matcher(reply.text()).matches()
                    ? Outcome.refused(said)
                    : Outcome.refused(said, Trouble.BOUNCED);
        }
        if (reply.code() >= 400) {
            return Outcome.later(said);
        }
        return talk.stage() == Stage.ENDED ? Outcome.unknown(said) : Outcome.later(said);
    }

    private Properties properties(Conversation.Line line) throws IOException, GeneralSecurityException {
        var properties = new Properties();
        var answer = Long.toString(settings.answer().toMillis());
        properties.put("mail.smtp.socketFactory", line);
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.starttls.enable", Boolean.toString(settings.tlsRequired()));
        properties.put("mail.smtp.starttls.required", Boolean.toString(settings.tlsRequired()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", answer);
        properties.put("mail.smtp.timeout", answer);
        properties.put("mail.smtp.writetimeout", answer);
        properties.put("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
        properties.put("mail.smtp.quitwait", "false"); // the mail is taken by then
        if (!settings.certificate().isEmpty()) {
            properties.put("mail.smtp.ssl.socketFactory", Trust.only(Path.of(settings.certificate())));
        }
        return properties;
    }

    private static void close(Conversation talk) {
        try {
            talk.close();
        } catch (MessagingException over) {
            // its outcome is known
        }
    }

    /** {@return the server's words without addresses and line ends} */
    private static String words(@org.jspecify.annotations.Nullable String said) {
        var clean = ADDRESS.matcher(said == null ? "no answer" : said.strip().replaceAll("\\s+", " "))
                .replaceAll("…");
        return clean.length() > LONGEST_ANSWER ? clean.substring(0, LONGEST_ANSWER) : clean;
    }
}
