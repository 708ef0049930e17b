package meterside.portal.statement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What stands beside a balance: the last bill, and what is on its way already. */
@Repository
class BesideRepository {

    private final DatabaseClient db;

    BesideRepository(DatabaseClient db) {
        this.db = db;
    }

    /** A payment for a day ahead. */
    record Scheduled(String payment, long cents, String on) {}

    /**
     * What stands beside a balance.
     *
     * @param bill the newest that stands; null before the first, as are its facts
     * @param onTheWay cents that a bank is moving, or of which it is not known whether they were taken
     * @param ordered whether a standing order runs
     */
    record Beside(
            @Nullable Long bill,
            @Nullable String number,
            @Nullable LocalDate issuedOn,
            @Nullable LocalDate dueOn,
            @Nullable Long total,
            long onTheWay,
            @Nullable String scheduled,
            boolean ordered) {

        List<Scheduled> payments() {
            var payments = new ArrayList<Scheduled>();
            if (scheduled != null) {
                for (var one : JsonMapper.shared().readTree(scheduled)) {
                    payments.add(new Scheduled(
                            one.get(0).stringValue(),
                            one.get(1).longValue(),
                            one.get(2).stringValue()));
                }
            }
            return payments;
        }
    }

    Mono<Beside> of(long account) {
        return db.sql("""
                        select b.id as bill, b.number, b.issued_on, b.due_on, b.total_cents as total,
                               coalesce(m.on_the_way, 0)::bigint as on_the_way, m.scheduled,
                               exists (select from autopay a
                                       where a.account = :account and a.ended_at is null and a.paused_at is null) as ordered
                        from (select sum(r.amount_cents) filter (where p.state in ('authorised', 'unknown')) as on_the_way,
                                     json_agg(json_build_array(p.id, r.amount_cents, p.scheduled_on) order by p.scheduled_on, p.id)
                                         filter (where p.state = 'scheduled')::text as scheduled
                              from payment_part r
                              join payment p on p.id = r.payment
                              where r.account = :account and p.state in ('authorised', 'unknown', 'scheduled')) m
                        left join lateral (
                            select b.id, b.number, b.issued_on, b.due_on, b.total_cents
                            from bill b
                            where b.account = :account and not exists (select from bill n where n.corrects = b.id)
                            order by b.issued_on desc, b.id desc
                            limit 1) b on true
                        """).bind("account", account).mapProperties(Beside.class).one();
    }
}
