package meterside.alerts.watch;

import java.time.Instant;

/**
 * What was decided before of a version and a day, and how the day was last seen to stand.
 *
 * @param since when it passed, or turned last
 * @param beyond whether it was beyond the threshold from then on
 */
record Decided(long evaluation, Instant since, boolean beyond) {}
