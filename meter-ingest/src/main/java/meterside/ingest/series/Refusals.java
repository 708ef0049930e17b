package meterside.ingest.series;

import java.util.Comparator;
import java.util.TreeMap;

/** Refused reads, put together by line and code: a line is told once what is wrong with it, and with how many reads. */
final class Refusals {

    private final Sink sink;
    private final TreeMap<Place, Count> counts =
            new TreeMap<>(Comparator.comparingInt(Place::line).thenComparing(Place::code));

    Refusals(Sink sink) {
        this.sink = sink;
    }

    private record Place(int line, String code) {}

    private record Count(String key, int reads, String detail) {}

    /** Refuses one read. One that is missing anyway is not spoken of. */
    void add(Series series, int i, String code, String detail) {
        if (!series.mark(i).isMissing()) {
            counts.merge(
                    new Place(series.line(i), code),
                    new Count(series.key().key(), 1, detail),
                    (known, more) -> new Count(known.key(), known.reads() + 1, known.detail()));
        }
    }

    /** Hands on what was refused since the last time, by line. */
    void handOn() {
        counts.forEach((place, count) -> {
            var more = count.reads() == 1 ? "" : " So do %d more of this line.".formatted(count.reads() - 1);
            sink.rejected(new Rejection(
                    place.line(), place.line(), place.code(), count.key(), count.reads(), count.detail() + more));
        });
        counts.clear();
    }
}
