package meterside.portal.autopay;

import java.time.LocalDate;

/** A bill that a standing order has not decided on, and the utility's day on which to debit it. */
public record Due(long autopay, long account, long bill, LocalDate dueOn, LocalDate debitOn) {}
