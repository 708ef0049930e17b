package meterside.alerts.mail;

import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * What the server answered last, of all that Jakarta Mail strings together.
 *
 * @param code SMTP's three digits, or 0 if no answer came
 */
record Reply(int code, String text) {

    static Reply of(MessagingException failure) {
        for (Exception next = failure; next instanceof MessagingException one; next = one.getNextException()) {
            switch (one) {
                case SMTPAddressFailedException refused -> {
                    return new Reply(refused.getReturnCode(), text(refused));
                }
                case SMTPSenderFailedException refused -> {
                    return new Reply(refused.getReturnCode(), text(refused));
                }
                case SMTPSendFailedException refused
                when refused.getReturnCode() >= 400 -> {
                    if (!(refused.getNextException() instanceof SMTPAddressFailedException)) {
                        return new Reply(refused.getReturnCode(), text(refused));
                    }
                }
                default -> {
                    // look further
                }
            }
        }
        return new Reply(0, text(failure));
    }

    private static String text(Exception failure) {
        var text = failure.getMessage();
        return text == null ? failure.getClass().getSimpleName() : text;
    }
}
