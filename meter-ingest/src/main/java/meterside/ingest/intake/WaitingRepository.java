package meterside.ingest.intake;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class WaitingRepository {

    private final JdbcClient db;

    WaitingRepository(JdbcClient db) {
        this.db = db;
    }

    /**
     * A block that waited for its key, which has become known.
     *
     * @param key by which it was published, so that it comes by the same partition again
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Waiting(long file, int sequence, String key, byte[] block) {}

    /** {@return the next ones after a place, in the order of files and their lines} */
    List<Waiting> ready(long afterFile, int afterSequence, int most) {
        return db.sql("""
                        select r.source_file, r.sequence, f.feed || '/' || r.key as key, r.block
                        from read_rejection r join source_file f on f.id = r.source_file
                        where r.block is not null and r.retaken_at is null
                          and (r.source_file, r.sequence) > (:file, :sequence)
                          and exists (select from feed_key k where k.feed = f.feed and k.key = r.key)
                        order by r.source_file, r.sequence
                        limit :most
                        """)
                .param("file", afterFile)
                .param("sequence", afterSequence)
                .param("most", most)
                .query((row, number) -> new Waiting(
                        row.getLong("source_file"),
                        row.getInt("sequence"),
                        row.getString("key"),
                        row.getBytes("block")))
                .list();
    }
}
