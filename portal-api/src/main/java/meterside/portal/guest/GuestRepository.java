package meterside.portal.guest;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Accounts by what stands on a bill. */
@Repository
class GuestRepository {

    private final DatabaseClient db;

    GuestRepository(DatabaseClient db) {
        this.db = db;
    }

    /** @param lastCents the newest bill's amount; null before the first */
    record Found(
            long id, String number, String name, @Nullable Long lastCents) {}

    /** {@return the account of that number, whichever way its letters are written} */
    Mono<Found> find(String number) {
        return db.sql("""
                        select a.id, a.number, a.name, last.cents as last_cents
                        from account a
                        left join lateral (
                            select b.total_cents as cents
                            from bill b
                            where b.account = a.id and not exists (select from bill n where n.corrects = b.id)
                            order by b.issued_on desc, b.id desc
                            limit 1) last on true
                        where lower(a.number) = lower(:number)
                        limit 1
                        """).bind("number", number).mapProperties(Found.class).one();
    }
}
