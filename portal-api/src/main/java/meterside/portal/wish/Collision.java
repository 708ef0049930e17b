package meterside.portal.wish;

import java.time.LocalDate;

/**
 * Another payment of the same account that is coming anyway.
 *
 * @param kind autopay, scheduled, or on-the-way: a bank is moving it
 * @param cents of that account
 * @param on the utility's day on which it is debited, or counts
 */
public record Collision(String kind, long account, long cents, LocalDate on) {}
