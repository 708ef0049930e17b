package meterside.portal.change;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import meterside.metering.UsageChanged;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The numbered changes, and how far messages have their numbers. */
@Repository
class ChangeRepository {

    /** Any number that nothing else locks by. */
    private static final long LOCK = 7_305_001L;

    private final DatabaseClient db;

    ChangeRepository(DatabaseClient db) {
        this.db = db;
    }

    /** A partition of a topic of a cluster, as {@code ingest_offset} knows them. */
    record Place(String cluster, String topicId, int partition) {}

    /**
     * A numbered change.
     *
     * @param zone the usage point's
     */
    record Stored(long sequence, long usagePoint, String zone, Instant fromAt, Instant toAt) {}

    /**
     * What numbers an account has.
     *
     * @param oldest the first that is kept; {@code last + 1} when none is
     */
    record Bounds(long last, long oldest) {}

    /** Waits until nobody else gives numbers, and holds them off until the transaction ends. */
    Mono<Void> lock() {
        return db.sql("select pg_advisory_xact_lock(:lock)").bind("lock", LOCK).then();
    }

    Mono<Long> next(Place place) {
        return db.sql("""
                        select next from usage_change_offset
                        where cluster = :cluster and topic_id = :topic and partition = :partition
                        """)
                .bind("cluster", place.cluster())
                .bind("topic", place.topicId())
                .bind("partition", place.partition())
                .mapValue(Long.class)
                .one();
    }

    Mono<Void> move(Place place, long next) {
        return db.sql("""
                        insert into usage_change_offset (cluster, topic_id, partition, next)
                        values (:cluster, :topic, :partition, :next)
                        on conflict (cluster, topic_id, partition) do update set next = :next
                        """)
                .bind("cluster", place.cluster())
                .bind("topic", place.topicId())
                .bind("partition", place.partition())
                .bind("next", next)
                .then();
    }

    Mono<Boolean> isAnyoneFollowed() {
        return db.sql("select exists (select from usage_change_log)")
                .mapValue(Boolean.class)
                .one();
    }

    /**
     * Gives the next numbers of each account that is followed, in the order of the messages. What of a message lies outside an
     * account's agreements has no number there.
     */
    Mono<Void> number(List<UsageChanged> messages, Instant at) {
        return db.sql("""
                        with told as (
                            select * from unnest(:points, :froms, :tos) with ordinality as m (usage_point, from_at, to_at, n)
                        ), numbered as (
                            select l.account, l.last + row_number() over (partition by l.account order by t.n, lower(s.during)) as sequence,
                                   t.usage_point, greatest(t.from_at, lower(s.during)) as from_at,
                                   least(t.to_at, upper(s.during)) as to_at
                            from told t
                            join service_agreement s on s.usage_point = t.usage_point and s.during && tstzrange(t.from_at, t.to_at)
                            join usage_change_log l on l.account = s.account
                        ), moved as (
                            update usage_change_log l set last = x.last
                            from (select account, max(sequence) as last from numbered group by account) x
                            where x.account = l.account
                        )
                        insert into usage_change (account, sequence, usage_point, from_at, to_at, numbered_at)
                        select account, sequence, usage_point, from_at, to_at, :at from numbered
                        """)
                .bind("points", points(messages))
                .bind(
                        "froms",
                        messages.stream().map(one -> one.interval().start()).toArray(Instant[]::new))
                .bind("tos", messages.stream().map(one -> one.interval().end()).toArray(Instant[]::new))
                .bind("at", at)
                .then();
    }

    /**
     * Says to whoever is followed that all of it may have changed, once for each agreement that has begun: messages are gone that
     * nobody gave numbers.
     */
    Mono<Void> numberWhole(Instant at) {
        return db.sql("""
                        with numbered as (
                            select l.account, l.last + row_number() over (partition by l.account order by s.id) as sequence,
                                   s.usage_point, lower(s.during) as from_at, least(:at, upper(s.during)) as to_at
                            from service_agreement s
                            join usage_change_log l on l.account = s.account
                            where lower(s.during) < :at and not isempty(s.during)
                        ), moved as (
                            update usage_change_log l set last = x.last
                            from (select account, max(sequence) as last from numbered group by account) x
                            where x.account = l.account
                        )
                        insert into usage_change (account, sequence, usage_point, from_at, to_at, numbered_at)
                        select account, sequence, usage_point, from_at, to_at, :at from numbered
                        """).bind("at", at).then();
    }

    /** {@return the followed accounts that may have heard something at these points} */
    Flux<Long> accountsAt(Collection<UsageChanged> messages) {
        return db.sql("""
                        select distinct s.account
                        from service_agreement s join usage_change_log l on l.account = s.account
                        where s.usage_point = any(:points)
                        """).bind("points", points(messages)).mapValue(Long.class).all();
    }

    /** From its commit on, what changes has a number. Saying it again changes nothing. */
    Mono<Void> follow(long account, Instant at) {
        return db.sql("""
                        insert into usage_change_log (account, last, opened_at) values (:account, 0, :at)
                        on conflict (account) do nothing
                        """).bind("account", account).bind("at", at).then();
    }

    Mono<Bounds> bounds(long account) {
        return db.sql("""
                        select l.last, coalesce((select min(c.sequence) from usage_change c where c.account = l.account), l.last + 1)
                                   as oldest
                        from usage_change_log l where l.account = :account
                        """).bind("account", account).mapProperties(Bounds.class).one();
    }

    /** {@return the next changes after a number, in order, so many at most} */
    Flux<Stored> after(long account, long sequence, int most) {
        return db.sql("""
                        select c.sequence, c.usage_point, p.zone, c.from_at, c.to_at
                        from usage_change c join usage_point p on p.id = c.usage_point
                        where c.account = :account and c.sequence > :sequence
                        order by c.sequence limit :most
                        """)
                .bind("account", account)
                .bind("sequence", sequence)
                .bind("most", most)
                .mapProperties(Stored.class)
                .all();
    }

    /** Removes some of what got its number before an instant. Those whom another sweep holds are left to it. */
    Mono<Void> removeBefore(Instant at, int most) {
        return db.sql("""
                        delete from usage_change where (account, sequence) in (
                            select account, sequence from usage_change where numbered_at < :at order by numbered_at limit :most
                            for update skip locked)
                        """).bind("at", at).bind("most", most).then();
    }

    private static Long[] points(Collection<UsageChanged> messages) {
        return messages.stream().map(one -> one.usagePoint().value()).toArray(Long[]::new);
    }
}
