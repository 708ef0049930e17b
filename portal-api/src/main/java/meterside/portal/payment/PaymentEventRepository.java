package meterside.portal.payment;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import meterside.portal.lifecycle.Event;
import meterside.portal.lifecycle.News;
import meterside.portal.lifecycle.State;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What was heard of payments; nobody changes or removes it. */
@Repository
class PaymentEventRepository {

    /** What was heard before its time is heard again under its cause and this. */
    static final String AGAIN = " again";

    private final DatabaseClient db;
    private final JsonMapper json;

    PaymentEventRepository(DatabaseClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** {@return whether this was heard before} */
    Mono<Boolean> isKnown(UUID payment, News news) {
        return db.sql("""
                        select exists (select from payment_event where payment = :payment and event = :event and cause = :cause)
                        """)
                .bind("payment", payment)
                .bind("event", news.event().word())
                .bind("cause", news.cause())
                .mapValue(Boolean.class)
                .one();
    }

    Mono<Void> insert(UUID payment, News news, State from, State to, Instant now) {
        return db.sql("""
                        insert into payment_event (payment, at, event, from_state, to_state, cause, detail)
                        values (:payment, :now, :event, :from, :to, :cause, cast(:detail as jsonb))
                        """)
                .bind("payment", payment)
                .bind("now", now)
                .bind("event", news.event().word())
                .bind("from", from.word())
                .bind("to", to.word())
                .bind("cause", news.cause())
                .bind("detail", json.writeValueAsString(news.facts()))
                .then();
    }

    /** {@return why the last try on its page was declined; empty if none was, or nobody said} */
    Mono<String> lastDecline(UUID payment) {
        return db.sql("""
                        select detail ->> 'reason' from payment_event
                        where payment = :payment and event = :event and detail ->> 'reason' is not null
                        order by id desc
                        limit 1
                        """)
                .bind("payment", payment)
                .bind("event", Event.TRY_DECLINED.word())
                .mapValue(String.class)
                .one();
    }

    /** {@return what was heard and moved nothing, and has not been heard again, the earliest first} */
    Flux<News> kept(UUID payment) {
        return db.sql("""
                        select e.event, e.cause, e.detail ->> 'reason' as reason, (e.detail ->> 'cents')::bigint as cents
                        from payment_event e
                        where e.payment = :payment and e.from_state = e.to_state
                          and not exists (select from payment_event a
                                          where a.payment = e.payment and a.event = e.event and a.cause = e.cause || :again)
                        order by e.id
                        """)
                .bind("payment", payment)
                .bind("again", AGAIN)
                .mapProperties(Kept.class)
                .all()
                .map(Kept::news);
    }

    private record Kept(
            String event,
            String cause,
            @Nullable String reason,
            @Nullable Long cents) {

        News news() {
            return new News(Event.of(event), cause, null, null, null, cents, reason, Map.of());
        }
    }
}
