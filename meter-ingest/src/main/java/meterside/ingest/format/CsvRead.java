package meterside.ingest.format;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import meterside.ingest.feed.CsvShape;
import meterside.ingest.feed.FeedProfile;
import meterside.ingest.series.Gathering;
import meterside.ingest.series.Mark;
import meterside.ingest.series.Series.Kind;
import meterside.ingest.text.Fields;
import meterside.ingest.text.Refused;
import meterside.ingest.text.Scale;
import meterside.ingest.text.StampPattern;
import org.jspecify.annotations.Nullable;

/** One of the reads that a row holds. Reused from row to row. */
final class CsvRead {

    private final FeedProfile profile;
    private final CsvShape.Series series;
    private final Header header;
    private final StampPattern pattern;
    private final Map<String, Scale> scales = new HashMap<>();
    private final Map<String, Mark> marks = new HashMap<>();
    private final int time;
    private final int value;

    private boolean there;
    private String key = "";
    private @Nullable Scale scale;
    private Mark mark = new Mark(null, "");
    private long stamp;
    private Kind kind = Kind.LOCAL;
    private long billionths;

    CsvRead(FeedProfile profile, CsvShape.Series series, Header header) {
        this.profile = profile;
        this.series = series;
        this.header = header;
        this.pattern = new StampPattern(series.pattern());
        this.time = index(series.time());
        this.value = index(series.value());
    }

    /** {@return whether the row holds such a read, if only to say that its value is missing} */
    boolean isThere(Fields fields) {
        return value < fields.count() && time < fields.count() && !(fields.isEmpty(value) && fields.isEmpty(time));
    }

    /** Reads and checks the row. */
    void read(Fields fields) throws Refused {
        there = isThere(fields);
        if (!there) {
            return;
        }
        key = key(fields);
        if (isBlankInKey(fields)) {
            throw new Refused("no-meter-id", "The row does not say which meter it is of.");
        }
        stamp = pattern.seconds(fields.bytes(), fields.from(time), fields.to(time));
        kind = kind(fields);
        mark = mark(fields);
        if (mark.quality() == null || series.missing().contains(fields.text(value))) {
            there = false; // no read, rather than a read of nothing: missing is not zero
            return;
        }
        scale = scale(fields);
        billionths = scale.billionths(fields.bytes(), fields.from(value), fields.to(value));
    }

    /** Hands on the read. {@return how many: one, or none if there is none} */
    int addTo(Gathering gathering, Instant stampedAt, int line) {
        if (!there || scale == null) {
            return 0;
        }
        var reads = gathering.of(key, stampedAt, scale.unit(), series.length());
        reads.add(kind, stamp, billionths, mark, line);
        return 1;
    }

    String key(Fields fields) {
        return series.key().fill(name -> fields.exactly(index(name)));
    }

    private boolean isBlankInKey(Fields fields) {
        return series.key().names().stream().anyMatch(name -> fields.isEmpty(index(name)));
    }

    private Kind kind(Fields fields) {
        var column = series.daylightColumn();
        if (pattern.carriesOffset()) {
            return Kind.INSTANT;
        }
        if (column == null || fields.isEmpty(index(column))) {
            return Kind.LOCAL;
        }
        return fields.is(index(column), series.daylightYes()) ? Kind.LOCAL_DAYLIGHT : Kind.LOCAL_STANDARD;
    }

    private Mark mark(Fields fields) throws Refused {
        var column = series.qualityColumn();
        var word = column == null ? "" : fields.text(index(column));
        var known = marks.get(word);
        if (known != null) {
            return known;
        }
        var quality = series.qualities().of(word);
        if (quality.isEmpty() && !series.qualities().missing().contains(word)) {
            throw new Refused(
                    "unknown-quality",
                    "The feed's profile does not know the quality '%s'.".formatted(Refused.quote(word)));
        }
        var mark = new Mark(quality.orElse(null), word);
        marks.put(word, mark);
        return mark;
    }

    private Scale scale(Fields fields) throws Refused {
        var column = series.unitColumn();
        var units = column == null ? series.unit() : fields.text(index(column));
        var known = scales.get(units);
        if (known != null) {
            return known;
        }
        var unit = Optional.ofNullable(profile.units().get(units))
                .orElseThrow(() -> new Refused(
                        "unknown-unit",
                        "The feed's profile does not know the unit '%s'.".formatted(Refused.quote(units))));
        var scale = new Scale(unit.unit(), unit.times());
        scales.put(units, scale);
        return scale;
    }

    private int index(String column) {
        return header.index(column);
    }
}
