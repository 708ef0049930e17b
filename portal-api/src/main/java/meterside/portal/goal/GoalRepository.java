package meterside.portal.goal;

import java.time.Instant;
import meterside.metering.ChannelId;
import meterside.portal.account.CustomerScope;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The goals of an account, one for a channel. */
@Repository
class GoalRepository {

    private final DatabaseClient db;

    GoalRepository(DatabaseClient db) {
        this.db = db;
    }

    /** A goal in billionths of its unit; {@code setAt} in epoch seconds. */
    record Stored(long billionths, String unit, long setAt) {}

    Mono<Stored> one(CustomerScope scope, ChannelId channel) {
        return db.sql("""
                        select billionths, unit, floor(extract(epoch from set_at))::bigint as set_at
                        from goal
                        where account = :account and channel = :channel
                        """)
                .bind("account", scope.account())
                .bind("channel", channel.value())
                .mapProperties(Stored.class)
                .one();
    }

    /** {@return whether something changed} The same goal again changes nothing, whoever sets it. */
    Mono<Boolean> put(CustomerScope scope, ChannelId channel, long billionths, String unit, long login, Instant now) {
        return db.sql("""
                        insert into goal (account, channel, billionths, unit, login, set_at)
                        values (:account, :channel, :billionths, :unit, :login, :now)
                        on conflict (account, channel) do update
                            set billionths = excluded.billionths, unit = excluded.unit, login = excluded.login, set_at = excluded.set_at
                            where (goal.billionths, goal.unit) <> (excluded.billionths, excluded.unit)
                        """)
                .bind("account", scope.account())
                .bind("channel", channel.value())
                .bind("billionths", billionths)
                .bind("unit", unit)
                .bind("login", login)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** {@return whether it was there} */
    Mono<Boolean> delete(CustomerScope scope, ChannelId channel) {
        return db.sql("delete from goal where account = :account and channel = :channel")
                .bind("account", scope.account())
                .bind("channel", channel.value())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }
}
