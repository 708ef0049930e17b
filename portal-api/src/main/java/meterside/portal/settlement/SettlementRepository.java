package meterside.portal.settlement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Differences that are open, and the files that were taken. */
@Repository
class SettlementRepository {

    private final DatabaseClient db;

    SettlementRepository(DatabaseClient db) {
        this.db = db;
    }

    record Difference(
            long id,
            String kind,
            String concerns,
            String providerPayment,
            @Nullable UUID payment,
            LocalDate day,
            @Nullable Long ours,
            @Nullable Long theirs,
            Instant openedAt) {}

    Mono<List<Difference>> open(int most) {
        return db.sql("""
                        select id, kind, concerns, provider_payment, payment, day, ours_cents as ours, theirs_cents as theirs, opened_at
                        from settlement_difference
                        where closed_at is null
                        order by opened_at, id
                        limit :most
                        """)
                .bind("most", most)
                .mapProperties(Difference.class)
                .all()
                .collectList();
    }

    record TakenFile(String name, LocalDate day, int lines, long gross, Instant takenAt) {}

    Mono<List<TakenFile>> files(int most) {
        return db.sql("""
                        select name, day, lines, gross_cents as gross, taken_at from settlement_file
                        order by day desc, taken_at desc limit :most
                        """)
                .bind("most", most)
                .mapProperties(TakenFile.class)
                .all()
                .collectList();
    }

    /** {@return whether it was open} */
    Mono<Boolean> close(long id, long login, String note, Instant now) {
        return db.sql("""
                        update settlement_difference set closed_at = :now, closed_by = :login, note = :note
                        where id = :id and closed_at is null
                        """)
                .bind("id", id)
                .bind("login", login)
                .bind("note", note)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }
}
