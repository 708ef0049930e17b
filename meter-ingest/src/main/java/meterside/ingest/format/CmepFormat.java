package meterside.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import meterside.ingest.feed.CmepShape;
import meterside.ingest.feed.FeedProfile;
import meterside.ingest.series.Gathering;
import meterside.ingest.series.Sink;
import meterside.ingest.text.Refused;

/**
 * California Metering Exchange Protocol, record MEPMD01: one line is one meter's run of reads. Each line stands alone,
 * so a broken one costs itself and no other.
 */
final class CmepFormat implements FeedFormat {

    static final String STAMP = "yyyyMMddHHmm";

    private final FeedProfile profile;
    private final CmepShape shape;

    CmepFormat(FeedProfile profile, CmepShape shape) {
        this.profile = profile;
        this.shape = shape;
    }

    @Override
    public Tally read(InputStream text, SourceText source, Sink sink) throws IOException, NotThisFeed {
        var rows = new Rows(text, ',');
        var gathering = new Gathering(profile, source.id(), sink);
        var record = new CmepRecord(profile, shape, new Stamping(profile, source));
        var records = 0;
        var understood = 0;
        while (rows.next()) {
            if (rows.isComment()) {
                continue;
            }
            records++;
            try {
                record.read(rows.fields());
                gathering.lineEnds(record.addTo(gathering, rows.number()));
                understood++;
            } catch (Refused refused) {
                rows.reject(sink, refused, record.key(), record.reads(rows.split()));
            }
        }
        return new Tally(records, understood, gathering.end());
    }
}
