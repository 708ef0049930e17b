package meterside.ingest.copy;

import java.time.Instant;

/** Instants as microseconds since 1970: what the database keeps, in the eight bytes it keeps it in. */
public final class Micros {

    private Micros() {}

    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), (int) Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    public static long of(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
