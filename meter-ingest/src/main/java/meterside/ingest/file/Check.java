package meterside.ingest.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import meterside.ingest.feed.FeedProfile;
import meterside.ingest.feed.Feeds;
import meterside.ingest.format.FeedFormat;
import meterside.ingest.format.NotThisFeed;
import meterside.ingest.format.SourceText;
import meterside.ingest.format.Tally;
import meterside.ingest.series.Rejection;
import meterside.ingest.series.Sink;
import meterside.ingest.spool.Unpacked;
import meterside.ingest.weather.DayFile;
import meterside.metering.ReadBlock;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file to its end before any of it is published, so that one that is cut off, damaged or of another feed is
 * refused whole and nothing of it is loaded. Reading costs some two hundredths of storing.
 */
final class Check implements Sink {

    private final SourceFile file;
    private @Nullable Rejection first;

    private Check(SourceFile file) {
        this.file = file;
    }

    /** @param refusal why the file is refused whole, if it is */
    record Verdict(Optional<FeedProfile> profile, Tally tally, Optional<String> refusal) {}

    static Verdict of(SourceFile file, Path spooled, Feeds feeds) throws IOException {
        var profile = feeds.named(file.feed());
        if (profile.isEmpty()) {
            return new Verdict(
                    profile,
                    new Tally(0, 0, 0),
                    Optional.of("There is no feed named '%s'; there are %s."
                            .formatted(file.feed(), String.join(", ", feeds.names()))));
        }
        var check = new Check(file);
        try (var text = Unpacked.open(spooled)) {
            var source = new SourceText(file.id(), file.name(), file.receivedAt());
            var tally = profile.get().shape() instanceof FeedProfile.Weather weather
                    ? new DayFile(profile.get(), weather).read(text, source, day -> {}, check::rejected)
                    : FeedFormat.of(profile.get()).read(text, source, check);
            return new Verdict(profile, tally, check.refusal(tally));
        } catch (NotThisFeed wrong) {
            return new Verdict(profile, new Tally(0, 0, 0), Optional.of(wrong.reason()));
        } catch (Unpacked.Damaged damaged) {
            return new Verdict(profile, new Tally(0, 0, 0), Optional.of(String.valueOf(damaged.getMessage())));
        }
    }

    private Optional<String> refusal(Tally tally) {
        if (tally.records() == 0) {
            return Optional.of("It is empty: there is no record in it.");
        }
        if (tally.understood() == 0 && first != null) {
            return Optional.of("None of its %d records could be read as the feed %s. The first is line %d: %s"
                    .formatted(tally.records(), file.feed(), first.firstLine(), first.detail()));
        }
        if (tally.blocks() == 0 && tally.understood() > DayFile.MOST_DAYS) {
            return Optional.of("It holds %d days, more than one file may: split it.".formatted(tally.understood()));
        }
        if (tally.blocks() > SourceFile.MOST_BLOCKS) {
            return Optional.of("It makes %d blocks, more than one file may: split it.".formatted(tally.blocks()));
        }
        return Optional.empty();
    }

    @Override
    public void block(ReadBlock block) {
        // counted by the tally
    }

    @Override
    public void rejected(Rejection rejection) {
        first = first == null ? rejection : first;
    }
}
