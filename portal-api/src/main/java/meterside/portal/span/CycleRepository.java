package meterside.portal.span;

import java.time.LocalDate;
import java.util.List;
import meterside.portal.account.CustomerScope;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Which days an account's bills billed of a service: what stands, so that of a corrected bill the newest version counts. */
@Repository
class CycleRepository {

    private final DatabaseClient db;

    CycleRepository(DatabaseClient db) {
        this.db = db;
    }

    /** Local days of the usage point that one bill bills; {@code beyond} is the day after the last. */
    record Cycle(LocalDate first, LocalDate beyond) {}

    /**
     * {@return the cycles in order, none overlapping another: no day of a service at a place is billed twice (rule RB17)} Charges that
     * name the usage point count; where none does, as of a billing system that bills by account alone, those that name no place.
     */
    Mono<List<Cycle>> all(CustomerScope scope, String service) {
        return db.sql("""
                        select distinct lower(f.during) as first, upper(f.during) as beyond
                        from (select c.during, c.usage_point, bool_or(c.usage_point is not null) over () as is_placed
                              from charge c
                              where c.account = :account and c.service = :service and c.kind = 'service'
                                and c.reversed_by is null
                                and (c.usage_point = :usagePoint or c.usage_point is null)) f
                        where (f.usage_point is not null) = f.is_placed
                          and not lower_inf(f.during) and not upper_inf(f.during) and not isempty(f.during)
                        order by 1
                        """)
                .bind("account", scope.account())
                .bind("service", service)
                .bind("usagePoint", scope.usagePoint().value())
                .mapProperties(Cycle.class)
                .all()
                .collectList();
    }
}
