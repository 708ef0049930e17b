package meterside.alerts.words;

/**
 * A notice in words.
 *
 * @param subject of an e-mail; empty for a text
 * @param html of an e-mail; empty for a text
 */
public record Rendered(String subject, String text, String html) {}
