package meterside.portal.callback;

import java.time.Instant;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@Repository
class EventRepository {

    private final DatabaseClient db;
    private final JsonMapper json;

    EventRepository(DatabaseClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** {@return the event's id, or empty when it was known} */
    Mono<Long> insert(String key, String kind, Map<String, Object> facts, Instant now) {
        return db.sql("""
                        insert into provider_event (provider, provider_key, kind, facts, received_at)
                        values ('twilio', :key, :kind, cast(:facts as jsonb), :now)
                        on conflict (provider, provider_key) do nothing
                        returning id
                        """)
                .bind("key", key)
                .bind("kind", kind)
                .bind("facts", json.writeValueAsString(facts))
                .bind("now", now)
                .mapValue(Long.class)
                .one();
    }

    /** How a number stands: whether a STOP is its latest word, and whether it had agreed to alerts before. */
    record Phone(boolean stopped, boolean agreedBefore, String language, int unclearToday) {}

    Mono<Phone> number(String number, Instant dayAgo) {
        return db.sql("""
                        with stop as (
                            select greatest(
                                (select max(given_at) from consent
                                 where address = :number and medium = 'sms' and not given and source = 'reply'),
                                (select max(failed_at) from address_failure
                                 where address = :number and medium = 'sms' and reason = 'opted-out')) as at),
                        go as (
                            select greatest(
                                (select max(given_at) from consent
                                 where address = :number and medium = 'sms' and given),
                                (select max(received_at) from provider_event
                                 where kind = 'reply' and facts ->> 'from' = :number and facts ->> 'word' = 'start')) as at)
                        select stop.at is not null and coalesce(stop.at > go.at, true) as stopped,
                               coalesce((select c.given from consent c
                                         where c.address = :number and c.medium = 'sms' and (c.given or c.source <> 'reply')
                                         order by c.given_at desc, c.id desc limit 1), false) as agreed_before,
                               coalesce((select language from contact
                                         where address = :number and medium = 'sms' and removed_at is null
                                         order by verified_at desc nulls last limit 1), 'en') as language,
                               (select count(*)::int from provider_event
                                where kind = 'reply' and facts ->> 'from' = :number and facts ->> 'word' = 'unclear'
                                  and received_at > :dayAgo) as unclear_today
                        from stop, go
                        """)
                .bind("number", number)
                .bind("dayAgo", dayAgo)
                .mapProperties(Phone.class)
                .one();
    }
}
