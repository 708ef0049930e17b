package meterside.ingest.weather;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Consumer;
import meterside.ingest.feed.FeedProfile;
import meterside.ingest.feed.SourceStamp;
import meterside.ingest.format.Header;
import meterside.ingest.format.NotThisFeed;
import meterside.ingest.format.Rows;
import meterside.ingest.format.SourceText;
import meterside.ingest.format.Stamping;
import meterside.ingest.format.Tally;
import meterside.ingest.series.Rejection;
import meterside.ingest.text.Fields;
import meterside.ingest.text.Refused;

/** Reads a file of stations' days. What cannot be read is a rejection, and the rest goes on. */
public final class DayFile {

    /** Some six hundred years of one station; all are held at once. */
    public static final int MOST_DAYS = 220_000;

    private static final int MOST_ROWS_ABOVE_THE_HEADER = 20;

    private final FeedProfile profile;
    private final FeedProfile.Weather shape;

    public DayFile(FeedProfile profile, FeedProfile.Weather shape) {
        this.profile = profile;
        this.shape = shape;
    }

    /**
     * Reads the file to its end; the same bytes give the same days and rejections in the same order.
     *
     * @return how many rows there were, and how many could be read, those without a value too
     * @throws NotThisFeed if it lacks the columns; nothing was handed on
     */
    public Tally read(InputStream text, SourceText source, Consumer<StationDay> days, Consumer<Rejection> rejected)
            throws IOException, NotThisFeed {
        var rows = new Rows(text, shape.delimiter());
        var header = header(rows);
        var today = source.receivedAt().atZone(profile.time().zone()).toLocalDate();
        var row = new DayRow(shape, header, today);
        var stamping = new Stamping(profile, source);
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
                var stampedAt = stamping.of(fields, stamp -> column(header, stamp));
                var day = row.day(fields, stampedAt, rows.number());
                if (day != null) {
                    days.accept(day);
                }
                understood++;
            } catch (Refused refused) {
                rejected.accept(rows.rejection(refused, null, 1));
            }
        }
        return new Tally(records, understood, 0);
    }

    private Header header(Rows rows) throws IOException, NotThisFeed {
        var looked = 0;
        for (; looked < MOST_ROWS_ABOVE_THE_HEADER && rows.next(); looked++) {
            try {
                var found = Header.of(rows.fields());
                if (found.columns().keySet().containsAll(Set.of(shape.station(), shape.date())) && hasValue(found)) {
                    return found;
                }
            } catch (Refused notTheHeader) {
                // nor is it a day: it stands above the header
            }
        }
        throw new NotThisFeed(
                looked == 0
                        ? "It is empty: there is no record in it."
                        : "It has no header with the columns of the feed %s: %s, %s, and one at least of %s, %s, %s and %s."
                                .formatted(
                                        profile.feed(),
                                        shape.station(),
                                        shape.date(),
                                        shape.mean(),
                                        shape.high(),
                                        shape.low(),
                                        shape.rain()));
    }

    private boolean hasValue(Header header) {
        return Set.of(shape.mean(), shape.high(), shape.low(), shape.rain()).stream()
                .anyMatch(header.columns()::containsKey);
    }

    /** Files that were put behind one another repeat it. */
    private boolean isHeaderAgain(Fields fields, Header header) {
        var column = header.index(shape.date());
        return column < fields.count() && fields.text(column).equals(shape.date());
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
}
