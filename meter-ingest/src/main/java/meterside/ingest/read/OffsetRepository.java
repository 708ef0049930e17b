package meterside.ingest.read;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OffsetRepository {

    private final JdbcClient db;

    OffsetRepository(JdbcClient db) {
        this.db = db;
    }

    /** {@return how far the partition is; from {@code first} when it was never read} */
    Position find(Partition partition, long first) {
        keyed("""
                        insert into ingest_offset (cluster, topic_id, partition, stored_next, announced_next)
                        values (:cluster, :topicId, :partition, :first, :first)
                        on conflict (cluster, topic_id, partition) do nothing
                        """, partition).param("first", first).update();
        return keyed("""
                        select stored_next, announced_next from ingest_offset
                        where cluster = :cluster and topic_id = :topicId and partition = :partition
                        """, partition)
                .query((row, number) -> new Position(row.getLong("stored_next"), row.getLong("announced_next")))
                .single();
    }

    /** {@return whether the partition was where it was expected, and so was moved} */
    boolean moveStored(Partition partition, long expected, long next) {
        return keyed("""
                        update ingest_offset set stored_next = :next
                        where cluster = :cluster and topic_id = :topicId and partition = :partition
                          and stored_next = :expected
                        """, partition)
                        .param("expected", expected)
                        .param("next", next)
                        .update()
                == 1;
    }

    /** {@return whether the partition was where it was expected, and so was moved} */
    boolean moveAnnounced(Partition partition, long expected, long next) {
        return keyed("""
                        update ingest_offset set announced_next = :next
                        where cluster = :cluster and topic_id = :topicId and partition = :partition
                          and announced_next = :expected
                        """, partition)
                        .param("expected", expected)
                        .param("next", next)
                        .update()
                == 1;
    }

    private JdbcClient.StatementSpec keyed(String sql, Partition partition) {
        return db.sql(sql)
                .param("cluster", partition.cluster())
                .param("topicId", partition.topicId())
                .param("partition", partition.number());
    }
}
