package meterside.journeys;

import java.time.LocalDate;

/**
 * What a customer asks of their own channel.
 *
 * @param account whose customer asks
 * @param path with its parameters
 */
record Question(String account, String path) {

    static Question usage(String account, String channel, LocalDate from, LocalDate to, String by) {
        return new Question(
                account,
                "/api/accounts/%s/channels/%s/usage?from=%s&to=%s&by=%s".formatted(account, channel, from, to, by));
    }

    String cookie() {
        return Crowd.cookie(account);
    }
}
