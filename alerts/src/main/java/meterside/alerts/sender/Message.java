package meterside.alerts.sender;

/**
 * What is handed to a provider.
 *
 * @param notice our id of the notice
 * @param key the notice's key, the same for every try
 * @param subject of an e-mail; empty for a text
 * @param html of an e-mail; empty for a text
 * @param stopLink where an e-mail's reader takes consent back; empty if it needs none
 * @param replyTo where answers to an e-mail go; empty for the sender's own address
 */
public record Message(
        long notice,
        String key,
        String to,
        String subject,
        String text,
        String html,
        String stopLink,
        String replyTo) {}
