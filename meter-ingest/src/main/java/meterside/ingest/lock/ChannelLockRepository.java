package meterside.ingest.lock;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ChannelLockRepository {

    /** What our advisory locks are known by: any number that nobody else in this database uses. */
    private static final int OURS = 7_171;

    /** Stands for all channels; no channel has this id. */
    private static final int ALL = 0;

    private final JdbcClient db;

    ChannelLockRepository(JdbcClient db) {
        this.db = db;
    }

    void lockAll() {
        db.sql("select pg_advisory_xact_lock(:ours, :all)")
                .param("ours", OURS)
                .param("all", ALL)
                .query()
                .listOfRows();
    }

    /** @param channels in order, or two who lock could wait for each other */
    void lock(Collection<Integer> channels) {
        db.sql("select pg_advisory_xact_lock_shared(:ours, :all)")
                .param("ours", OURS)
                .param("all", ALL)
                .query()
                .listOfRows();
        db.sql("select pg_advisory_xact_lock(:ours, channel) from unnest(:channels::int[]) as channel")
                .param("ours", OURS)
                .param("channels", channels.stream().mapToInt(Integer::intValue).toArray())
                .query()
                .listOfRows();
    }
}
