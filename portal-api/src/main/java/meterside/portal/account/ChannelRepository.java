package meterside.portal.account;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import meterside.metering.Interval;
import meterside.metering.UsagePointId;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The channels an account reaches by its agreements: where {@link CustomerScope}s come from. */
@Repository
class ChannelRepository {

    /** Agreements that follow one another without a break are one span; what lies between two spans was somebody else's. */
    private static final String CHANNELS = """
            select c.id, c.usage_point, p.commodity, c.quantity, c.flow, c.kind, c.unit, c.length, p.zone, p.address, p.station,
                   coalesce(floor(extract(epoch from lower(c.during))), 0)::bigint as starts_at,
                   coalesce(floor(extract(epoch from upper(c.during))), :open)::bigint as ends_at,
                   (select string_agg(concat_ws(' ', coalesce(floor(extract(epoch from lower(s))), 0),
                                                coalesce(floor(extract(epoch from upper(s))), :open)), ',' order by s)
                    from unnest(mine.spans) s) as spans
            from (select a.usage_point, range_agg(a.during) as spans
                  from account_access x
                  join service_agreement a on a.account = x.account
                  where x.login = :login and x.account = :account and (x.ended_at is null or x.ended_at > :now)
                  group by a.usage_point) mine
            join usage_point p on p.id = mine.usage_point
            join channel c on c.usage_point = p.id and c.during && mine.spans
            """;

    private final DatabaseClient db;
    private final Clock clock;

    ChannelRepository(DatabaseClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * A row of the query. Instants are epoch seconds, which cost less to read; {@code OPEN} stands for no end.
     *
     * @param spans {@code start end}, and so on after commas
     */
    record Stored(
            int id,
            long usagePoint,
            String commodity,
            String quantity,
            String flow,
            String kind,
            String unit,
            String length,
            String zone,
            @Nullable String address,
            @Nullable String station,
            long startsAt,
            long endsAt,
            String spans) {}

    /** {@return all channels the account reaches} Empty also when the login may not see the account. */
    Mono<List<Channel>> all(long login, long account) {
        return bound(
                        CHANNELS + "order by array_position(array['electricity', 'water', 'gas'], p.commodity), c.id",
                        login,
                        account)
                .mapProperties(Stored.class)
                .all()
                .map(row -> channel(account, row))
                .collectList();
    }

    Mono<Channel> one(long login, long account, int channel) {
        return bound(CHANNELS + "where c.id = :channel", login, account)
                .bind("channel", channel)
                .mapProperties(Stored.class)
                .one()
                .map(row -> channel(account, row));
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, long login, long account) {
        return db.sql(sql)
                .bind("login", login)
                .bind("account", account)
                .bind("now", clock.instant())
                .bind("open", CustomerScope.OPEN.getEpochSecond());
    }

    private static Channel channel(long account, Stored row) {
        var during = new Interval(Instant.ofEpochSecond(row.startsAt()), Instant.ofEpochSecond(row.endsAt()));
        var scopes = new ArrayList<CustomerScope>();
        for (var span : row.spans().split(",", -1)) {
            var scope = new CustomerScope(
                    account, new UsagePointId(row.usagePoint()), ZoneId.of(row.zone()), span(span.split(" ", -1)));
            if (scope.clip(during).isPresent()) {
                scopes.add(scope);
            }
        }
        return new Channel(row, during, scopes);
    }

    private static Interval span(String[] ends) {
        return new Interval(
                Instant.ofEpochSecond(Long.parseLong(ends[0])), Instant.ofEpochSecond(Long.parseLong(ends[1])));
    }
}
