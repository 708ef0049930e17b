package meterside.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.TreeSet;
import meterside.ingest.feed.CsvShape;
import meterside.ingest.feed.FeedProfile;
import meterside.ingest.feed.SourceStamp;
import meterside.ingest.series.Gathering;
import meterside.ingest.series.Sink;
import meterside.ingest.text.Fields;
import meterside.ingest.text.Refused;
import org.jspecify.annotations.Nullable;

/** A delimited file with a header, whose columns the profile explains. One row may hold several reads. */
final class CsvFormat implements FeedFormat {

    /** Some vendors put a few lines of their own above the header. */
    private static final int MOST_ROWS_ABOVE_THE_HEADER = 20;

    private final FeedProfile profile;
    private final CsvShape shape;

    CsvFormat(FeedProfile profile, CsvShape shape) {
        this.profile = profile;
        this.shape = shape;
    }

    @Override
    public Tally read(InputStream text, SourceText source, Sink sink) throws IOException, NotThisFeed {
        var rows = new Rows(text, shape.delimiter());
        var header = header(rows);
        var stamping = new Stamping(profile, source);
        var gathering = new Gathering(profile, source.id(), sink);
        var reads = shape.series().stream()
                .map(series -> new CsvRead(profile, series, header))
                .toList();
        var records = 0;
        var understood = 0;
        while (rows.next()) {
            records++;
            try {
                var fields = rows.fields();
                if (isHeaderAgain(fields, header)) {
                    records--;
                    continue;
                }
                checkWidth(fields, header.width());
                for (var read : reads) {
                    read.read(fields);
                }
                var stampedAt = stamping.of(fields, stamp -> column(header, stamp));
                var added = 0;
                for (var read : reads) {
                    added += read.addTo(gathering, stampedAt, rows.number());
                }
                gathering.lineEnds(added);
                understood++;
            } catch (Refused refused) {
                reject(rows, refused, reads, sink);
            }
        }
        return new Tally(records, understood, gathering.end());
    }

    private Header header(Rows rows) throws IOException, NotThisFeed {
        var wanted = shape.columns();
        var lacking = new TreeSet<>(wanted);
        var looked = 0;
        for (; looked < MOST_ROWS_ABOVE_THE_HEADER && rows.next(); looked++) {
            try {
                var found = Header.of(rows.fields());
                var absent = new TreeSet<>(wanted);
                absent.removeAll(found.columns().keySet());
                if (absent.isEmpty()) {
                    return found;
                }
                lacking = absent.size() < lacking.size() ? absent : lacking;
            } catch (Refused notTheHeader) {
                // nor is it a record: it stands above the header
            }
        }
        if (looked == 0) {
            throw new NotThisFeed("It is empty: there is no record in it.");
        }
        throw new NotThisFeed("It has no header with the columns of the feed %s: %s %s missing."
                .formatted(profile.feed(), String.join(", ", lacking), lacking.size() == 1 ? "is" : "are"));
    }

    /** Files that were put behind one another repeat it. */
    private boolean isHeaderAgain(Fields fields, Header header) {
        var time = shape.series().getFirst().time();
        var column = header.index(time);
        return column < fields.count() && fields.is(column, time);
    }

    private static int column(Header header, SourceStamp stamp) {
        return stamp instanceof SourceStamp.InColumn column ? header.columns().getOrDefault(column.column(), -1) : -1;
    }

    /** A row that is too narrow or too wide has lost or gained a delimiter, and its values may stand anywhere. */
    private static void checkWidth(Fields fields, int width) throws Refused {
        while (fields.count() > width && fields.isEmpty(fields.count() - 1)) {
            fields.dropLast();
        }
        if (fields.count() != width) {
            throw new Refused(
                    "wrong-columns", "The row has %d columns and the header %d.".formatted(fields.count(), width));
        }
    }

    private static void reject(Rows rows, Refused refused, List<CsvRead> reads, Sink sink) {
        var fields = rows.split();
        var key = (@Nullable String) null;
        var count = 0;
        for (var read : reads) {
            if (fields != null && read.isThere(fields)) {
                key = key == null ? read.key(fields) : key;
                count++;
            }
        }
        rows.reject(sink, refused, key, Math.max(1, count));
    }
}
