package meterside.ingest.rollup;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.springframework.stereotype.Component;

/** The days, for whoever stores reads. All of it happens in the caller's transaction. */
@Component
public class Days {

    private final DayRepository repository;

    Days(DayRepository repository) {
        this.repository = repository;
    }

    /** {@return those of the days that have reads; every day with reads is stored, or due, or both} */
    public Map<ChannelDay, StoredDay> stored(Collection<ChannelDay> days) {
        return days.isEmpty() ? Map.of() : repository.stored(days);
    }

    /** Writes days that had no reads before. */
    public void write(List<DayTotal> days) {
        if (!days.isEmpty()) {
            repository.copy(days);
        }
    }

    /** Forgets which block confirmed a day. */
    public void unconfirm(ChannelDay day) {
        repository.unconfirm(day);
    }

    /** Notes of whole days which block sent them: no read of theirs is older. */
    public void confirm(SortedMap<ChannelDay, Long> blocks) {
        if (!blocks.isEmpty()) {
            repository.confirm(blocks);
        }
    }

    /** Marks days whose reads changed: they are rolled up once they have been quiet until then. */
    public void due(SortedSet<ChannelDay> days, Instant dueAt) {
        if (!days.isEmpty()) {
            repository.mark(days, dueAt);
        }
    }
}
