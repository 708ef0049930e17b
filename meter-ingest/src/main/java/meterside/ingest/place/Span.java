package meterside.ingest.place;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A half-open stretch of time in microseconds since 1970, compared once per read and so a pair of plain numbers.
 *
 * @param from {@link Long#MIN_VALUE} when it has no beginning
 * @param to {@link Long#MAX_VALUE} when it is open
 */
record Span(long from, long to) {

    static final Span ALWAYS = new Span(Long.MIN_VALUE, Long.MAX_VALUE);

    /** Far enough for any read that is not refused, near enough for a {@code long} of microseconds. */
    private static final long LIMIT_SECONDS = 1L << 40;

    static Span of(@Nullable Instant from, @Nullable Instant to) {
        return new Span(from == null ? Long.MIN_VALUE : micros(from), to == null ? Long.MAX_VALUE : micros(to));
    }

    /** {@return microseconds since 1970; an instant beyond all sense is moved to the edge of it} */
    static long micros(Instant instant) {
        var seconds = Math.clamp(instant.getEpochSecond(), -LIMIT_SECONDS, LIMIT_SECONDS);
        return seconds * 1_000_000 + instant.getNano() / 1_000;
    }

    boolean contains(long micros) {
        return micros >= from && micros < to;
    }

    Span intersect(Span other) {
        return new Span(Math.max(from, other.from), Math.min(to, other.to));
    }

    /** {@return the span around {@code micros} in which none of {@code spans} begins or ends} */
    static Span constantAround(long micros, List<Span> spans) {
        var from = Long.MIN_VALUE;
        var to = Long.MAX_VALUE;
        for (var span : spans) {
            for (var edge : new long[] {span.from, span.to}) {
                if (edge <= micros) {
                    from = Math.max(from, edge);
                } else {
                    to = Math.min(to, edge);
                }
            }
        }
        return new Span(from, to);
    }
}
