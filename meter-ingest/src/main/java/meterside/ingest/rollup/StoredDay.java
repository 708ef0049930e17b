package meterside.ingest.rollup;

import org.jspecify.annotations.Nullable;

/**
 * What is stored of a day that has reads.
 *
 * @param isRolledUp whether it has a total, true or not, and so a place for {@code confirmedBlock}
 * @param isTrue false while the day waits to be rolled up: then only {@code confirmedBlock} means anything
 * @param isWhole whether no second of it is missing
 * @param confirmedBlock the newest block that sent this whole day: no read of it is older
 */
public record StoredDay(
        boolean isRolledUp,
        boolean isTrue,
        boolean isWhole,
        long digest,
        @Nullable Long confirmedBlock) {}
