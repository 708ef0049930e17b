package meterside.ingest.lock;

import java.util.SortedSet;
import org.springframework.stereotype.Component;

/** Lets one transaction at a time, in this process or another, store reads of a channel. Held until the transaction ends. */
@Component
public class ChannelLocks {

    /** The server's room for locks is bounded. */
    private static final int MOST = 1_000;

    private final ChannelLockRepository locks;

    ChannelLocks(ChannelLockRepository locks) {
        this.locks = locks;
    }

    /** Waits for whoever has one of these channels. When they are very many, for all who have any. */
    public void lock(SortedSet<Integer> channels) {
        if (channels.size() > MOST) {
            locks.lockAll();
        } else if (!channels.isEmpty()) {
            locks.lock(channels);
        }
    }
}
