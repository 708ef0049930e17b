package meterside.ingest.read;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meterside.ingest.copy.CopyRows;
import meterside.ingest.merge.BlockInBatch;
import meterside.ingest.merge.Version;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class BlockRepository {

    private final JdbcClient db;
    private final JdbcOperations jdbc;

    BlockRepository(JdbcClient db, JdbcOperations jdbc) {
        this.db = db;
        this.jdbc = jdbc;
    }

    /** {@return those of the blocks that were processed, and whether each still waits for its key} */
    Map<Long, Boolean> processed(Collection<Long> ids) {
        var processed = new HashMap<Long, Boolean>();
        db.sql("""
                        select b.id, r.block is not null as waits
                        from read_block b
                        left join read_rejection r on r.source_file = b.id >> 24 and r.sequence = b.id & 16777215
                            and r.block is not null and r.retaken_at is null
                        where b.id = any(:ids)
                        """).param("ids", longs(ids)).query(row -> {
            processed.put(row.getLong("id"), row.getBoolean("waits"));
        });
        return processed;
    }

    /** {@return the SHA-256 of each file, in hex; without those that we never took} */
    Map<Long, String> files(Collection<Long> ids) {
        var files = new HashMap<Long, String>();
        db.sql("select id, encode(sha256, 'hex') as sha256 from source_file where id = any(:ids)")
                .param("ids", longs(ids))
                .query(row -> {
                    files.put(row.getLong("id"), row.getString("sha256"));
                });
        return files;
    }

    Map<Long, Version> versions(Collection<Long> ids) {
        var versions = new HashMap<Long, Version>();
        if (ids.isEmpty()) {
            return versions;
        }
        db.sql("""
                        select b.id, b.origin, b.stamped_at, encode(f.sha256, 'hex') as sha256
                        from read_block b join source_file f on f.id = b.id >> 24
                        where b.id = any(:ids)
                        """).param("ids", longs(ids)).query(row -> {
            var id = row.getLong("id");
            versions.put(
                    id,
                    new Version(
                            Version.Origin.of(row.getString("origin")),
                            row.getObject("stamped_at", OffsetDateTime.class).toInstant(),
                            row.getString("sha256"),
                            id));
        });
        return versions;
    }

    /** Writes what became of blocks that were not processed before. */
    void copy(List<BlockInBatch> blocks, Instant now) {
        var rows = new CopyRows(18);
        for (var block : blocks) {
            write(block, now, rows);
        }
        jdbc.execute((ConnectionCallback<Long>) connection -> {
            var sql = """
                    copy read_block (id, channel, feed, key, origin, stamped_at, first_line, last_line, raw_quality, unit,
                        accepted, corrected, unchanged, rejected, billionths, first_at, last_at, stored_at)
                    from stdin (format binary)
                    """;
            try (var stream = rows.stream()) {
                return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, stream);
            } catch (IOException impossible) {
                throw new SQLException("could not read memory", impossible);
            }
        });
    }

    private static void write(BlockInBatch block, Instant now, CopyRows rows) {
        var source = block.source();
        var channel = block.channel();
        rows.row().int8(block.id());
        if (channel == null) {
            rows.nothing();
        } else {
            rows.int4(channel);
        }
        rows.text(source.feed())
                .text(source.key())
                .text(block.version().origin().word())
                .instant(source.stampedAt())
                .int4(source.firstLine())
                .int4(source.lastLine())
                .text(source.rawQuality())
                .text(block.unit())
                .int4(block.accepted())
                .int4(block.corrected())
                .int4(block.unchanged())
                .int4(block.placement().refusedReads());
        var sum = block.sum();
        if (sum == null) {
            rows.nothing();
        } else {
            rows.numeric(sum);
        }
        rows.instant(block.first()).instant(block.last()).instant(now);
    }

    /** Writes what became of a block that had waited for its key, which waits no more. */
    void retake(BlockInBatch block, Instant now) {
        db.sql("""
                        update read_block
                        set channel = :channel, accepted = :accepted, corrected = :corrected, unchanged = :unchanged,
                            rejected = :rejected, billionths = :billionths, first_at = :firstAt, last_at = :lastAt,
                            stored_at = :now
                        where id = :id
                        """)
                .param("channel", block.channel())
                .param("accepted", block.accepted())
                .param("corrected", block.corrected())
                .param("unchanged", block.unchanged())
                .param("rejected", block.placement().refusedReads())
                .param("billionths", block.sum() == null ? null : new java.math.BigDecimal(block.sum()))
                .param("firstAt", at(block.first()))
                .param("lastAt", at(block.last()))
                .param("now", at(now))
                .param("id", block.id())
                .update();
        db.sql("""
                        update read_rejection set retaken_at = :now
                        where source_file = :file and sequence = :sequence and block is not null and retaken_at is null
                        """)
                .param("now", at(now))
                .param("file", block.source().file())
                .param("sequence", block.source().sequence())
                .update();
    }

    /** Writes why reads were refused. Saying it again changes nothing. */
    void reject(BlockInBatch block, Instant now) {
        for (var refused : block.placement().refused()) {
            db.sql("""
                            insert into read_rejection
                                (source_file, sequence, first_line, code, last_line, key, reads, detail, block, rejected_at)
                            values (:file, :sequence, :firstLine, :code, :lastLine, :key, :reads, :detail, :block, :now)
                            on conflict (source_file, sequence, first_line, code) do nothing
                            """)
                    .param("file", block.source().file())
                    .param("sequence", block.source().sequence())
                    .param("firstLine", refused.firstLine())
                    .param("code", refused.code())
                    .param("lastLine", refused.lastLine())
                    .param("key", block.source().key())
                    .param("reads", refused.reads())
                    .param("detail", refused.detail())
                    .param("block", block.placement().keyIsKnown() ? null : block.bytes())
                    .param("now", at(now))
                    .update();
        }
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static long[] longs(Collection<Long> ids) {
        return ids.stream().mapToLong(Long::longValue).toArray();
    }
}
