package meterside.alerts.mail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mail leaves us.
 *
 * @param user may be empty: the server asks for none
 * @param tls required, or none for a server on this machine
 * @param certificate PEM file of the only certificate to trust, or empty for the usual authorities
 * @param from sender, such as {@code Riverton Utilities <no-reply@riverton.example>}
 * @param answer how long to wait for any one answer of the server
 * @param whole how long the whole conversation may take
 */
@ConfigurationProperties("meterside.smtp")
record MailSettings(
        String host,
        @DefaultValue("587") int port,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("required") String tls,
        @DefaultValue("") String certificate,
        @DefaultValue("") String from,
        @DefaultValue("20s") Duration answer,
        @DefaultValue("60s") Duration whole) {

    MailSettings {
        if (!tls.equals("required") && !tls.equals("none")) {
            throw new IllegalArgumentException("METERSIDE_SMTP_TLS is required or none, not " + tls);
        }
        if (!host.isEmpty() && from.isEmpty()) {
            throw new IllegalArgumentException(
                    "METERSIDE_MAIL_FROM is missing: set it, for example Riverton Utilities <no-reply@riverton.example>");
        }
    }

    boolean tlsRequired() {
        return tls.equals("required");
    }

    @Override
    public String toString() {
        return "%s:%d, TLS %s".formatted(host, port, tls); // never the password
    }
}
