package meterside.portal.counter;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds customers, whoever they are. Only the counter may: everyone else sees their own account, by its scope. */
@Repository
class CounterRepository {

    private final DatabaseClient db;

    CounterRepository(DatabaseClient db) {
        this.db = db;
    }

    /** An account, and a place it is or was served at. */
    record Found(
            long id, String number, String name, @Nullable String address) {}

    /**
     * {@return accounts whose number or meter is this one, or whose number, name or address has it, in that order}
     *
     * @param like a pattern, in which what means something special is escaped
     */
    Flux<Found> search(String exact, String like, int most) {
        return db.sql("""
                        select f.id, f.number, f.name, f.address
                        from (select a.id, a.number, a.name, place.address,
                                     case when lower(a.number) = lower(:exact) then 0
                                          when metered.there then 1
                                          when a.number ilike :start then 2
                                          else 3 end as rank
                              from account a
                              left join lateral (
                                  select p.address from service_agreement s join usage_point p on p.id = s.usage_point
                                  where s.account = a.id and not isempty(s.during)
                                  order by upper(s.during) desc nulls first, p.id limit 1) place on true
                              left join lateral (
                                  select true as there
                                  from service_agreement s
                                  join meter_installation i on i.usage_point = s.usage_point and i.during && s.during
                                  join meter m on m.id = i.meter
                                  where s.account = a.id and upper(m.serial) = upper(:exact) limit 1) metered on true
                              where a.number ilike :start or a.name ilike :within or place.address ilike :within or metered.there) f
                        order by f.rank, f.name, f.number
                        limit :most
                        """)
                .bind("exact", exact)
                .bind("start", like + "%")
                .bind("within", "%" + like + "%")
                .bind("most", most)
                .mapProperties(Found.class)
                .all();
    }

    Mono<Found> find(long account) {
        return db.sql("select id, number, name, null::text as address from account where id = :account")
                .bind("account", account)
                .mapProperties(Found.class)
                .one();
    }

    /** {@return where the account is and was served, the latest first} */
    Mono<List<String>> addresses(long account) {
        return db.sql("""
                        select p.address
                        from service_agreement s join usage_point p on p.id = s.usage_point
                        where s.account = :account and not isempty(s.during) and p.address is not null
                        group by p.address
                        order by max(coalesce(upper(s.during), 'infinity')) desc, p.address
                        """).bind("account", account).mapValue(String.class).all().collectList();
    }

    /** {@return an account's payments, the newest first; not those that nobody paid} */
    Mono<List<UUID>> payments(long account, int most) {
        return db.sql("""
                        select p.id
                        from payment p join payment_part r on r.payment = p.id
                        where r.account = :account and p.state not in ('created', 'waiting', 'cancelled')
                        order by p.created_at desc, p.id
                        limit :most
                        """)
                .bind("account", account)
                .bind("most", most)
                .mapValue(UUID.class)
                .all()
                .collectList();
    }

    /** Nobody moves the payment, or gives of it back, until the caller's transaction ends. */
    Mono<Void> lockPayment(UUID payment) {
        return db.sql("select id from payment where id = :payment for update")
                .bind("payment", payment)
                .fetch()
                .all()
                .then();
    }

    /** Until the caller's transaction ends nobody else does anything under this key. */
    Mono<Void> lock(UUID key) {
        return db.sql("select pg_advisory_xact_lock(7173, hashtext(:key))")
                .bind("key", key.toString())
                .fetch()
                .all()
                .then();
    }

    Mono<Boolean> isGivenBack(UUID payment) {
        return db.sql("""
                        select exists (select from refund where payment = :payment and state not in ('refused', 'failed'))
                        """).bind("payment", payment).mapValue(Boolean.class).one();
    }
}
