package meterside.ingest.file;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import meterside.ingest.series.Rejection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The files we know, and what was refused of them before it became a block. */
@Repository
class SourceFileRepository {

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final Clock clock;

    SourceFileRepository(JdbcClient database, JdbcTemplate batches, Clock clock) {
        this.database = database;
        this.batches = batches;
        this.clock = clock;
    }

    /**
     * Claims a file by its content. One that was refused may be sent again, under another feed for example, and begins
     * anew; any other that is known stays as it is.
     *
     * @return true if it is to be read now
     */
    boolean claim(String sha256, String feed, String name, long bytes) {
        return database.sql("""
                        insert into source_file (sha256, feed, name, bytes, state, received_at)
                        values (:sha256, :feed, :name, :bytes, 'received', :receivedAt)
                        on conflict (sha256) do update
                        set feed = excluded.feed, name = excluded.name, state = 'received', reason = null, records = 0,
                            blocks = null, received_at = excluded.received_at
                        where source_file.state = 'refused'
                        """)
                        .param("sha256", HexFormat.of().parseHex(sha256))
                        .param("feed", feed)
                        .param("name", name)
                        .param("bytes", bytes)
                        .param("receivedAt", now())
                        .update()
                == 1;
    }

    Optional<SourceFile> find(String sha256) {
        return database.sql("""
                        select id, sha256, feed, name, state, reason, records, blocks, received_at
                        from source_file
                        where sha256 = :sha256
                        """)
                .param("sha256", HexFormat.of().parseHex(sha256))
                .query(SourceFileRepository::file)
                .optional();
    }

    /** {@return the files that a stop has left in the middle, in the order they came} */
    List<SourceFile> toBeRead() {
        return database.sql("""
                        select id, sha256, feed, name, state, reason, records, blocks, received_at
                        from source_file
                        where state in ('received', 'publishing')
                        order by id
                        """).query(SourceFileRepository::file).list();
    }

    /** {@return of the files that are on Kafka the eldest few whose blocks are all in the database} */
    List<SourceFile> complete() {
        return database.sql("""
                        select f.id, f.sha256, f.feed, f.name, f.state, f.reason, f.records, f.blocks, f.received_at
                        from (select * from source_file where state = 'published' order by id limit 30) f
                        where f.blocks = (select count(*) from read_block b
                                          where b.id between f.id << 24 and (f.id << 24) + 16777215)
                        order by f.id
                        """).query(SourceFileRepository::file).list();
    }

    /** {@return how many of the file's blocks are in the database} */
    int blocksStored(long id) {
        return database.sql("""
                        select count(*) from read_block where id between :id << 24 and (:id << 24) + 16777215
                        """).param("id", id).query(Integer.class).single();
    }

    void publishing(long id, int records) {
        database.sql("update source_file set state = 'publishing', records = :records where id = :id")
                .param("id", id)
                .param("records", records)
                .update();
    }

    void published(long id, int blocks) {
        database.sql("update source_file set state = 'published', blocks = :blocks where id = :id")
                .param("id", id)
                .param("blocks", blocks)
                .update();
    }

    void stored(long id) {
        database.sql("update source_file set state = 'stored', stored_at = :storedAt where id = :id")
                .param("id", id)
                .param("storedAt", now())
                .update();
    }

    void refused(long id, int records, String reason) {
        database.sql("update source_file set state = 'refused', records = :records, reason = :reason where id = :id")
                .param("id", id)
                .param("records", records)
                .param("reason", reason)
                .update();
    }

    /** Notes what was refused. Saying it again, because the file is read again, changes nothing. */
    void reject(long id, List<Rejection> rejections) {
        var now = now();
        batches.batchUpdate("""
                insert into read_rejection
                    (source_file, sequence, first_line, code, last_line, key, reads, detail, rejected_at)
                values (?, 0, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """, rejections, rejections.size(), (row, rejection) -> {
            row.setLong(1, id);
            row.setInt(2, rejection.firstLine());
            row.setString(3, rejection.code());
            row.setInt(4, rejection.lastLine());
            row.setString(5, rejection.key());
            row.setInt(6, rejection.reads());
            row.setString(7, rejection.detail());
            row.setObject(8, now);
        });
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static SourceFile file(ResultSet row, int number) throws SQLException {
        return new SourceFile(
                row.getLong("id"),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                row.getString("feed"),
                row.getString("name"),
                SourceFile.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getInt("records"),
                row.getObject("blocks", Integer.class),
                row.getObject("received_at", OffsetDateTime.class).toInstant());
    }
}
