package meterside.ingest.feed;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meterside.metering.ReadingQuality;

/**
 * What a feed's quality words mean.
 *
 * @param meanings ours by theirs; the empty word is what stands where nothing does
 * @param missing words that say that there is no value, whatever number stands beside them
 */
public record QualityWords(Map<String, ReadingQuality> meanings, Set<String> missing) {

    public QualityWords {
        meanings = Map.copyOf(meanings);
        missing = Set.copyOf(missing);
    }

    /** {@return our quality, or empty if the word is not known; see also {@link #missing}} */
    public Optional<ReadingQuality> of(String word) {
        return Optional.ofNullable(meanings.get(word));
    }
}
