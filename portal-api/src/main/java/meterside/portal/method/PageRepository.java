package meterside.portal.method;

import java.time.Instant;
import java.util.UUID;
import meterside.portal.wish.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The provider's pages on which somebody may leave a method: to keep it, or while paying. */
@Repository
class PageRepository {

    private final DatabaseClient db;

    PageRepository(DatabaseClient db) {
        this.db = db;
    }

    /**
     * A page, and whose it is.
     *
     * @param mandate the words shown before; null where they follow from kind and language
     */
    record Origin(
            String session,
            long login,
            String kind,
            @Nullable String mandate,
            @Nullable String language) {}

    /** A page that was asked for; the session is null while it is not known whether it was made. */
    record Open(UUID id, String kind, @Nullable String providerSession, Instant askedAt) {}

    Mono<Void> insert(UUID id, long login, Kind kind, String mandate, Instant now, Instant lookAt) {
        return db.sql("""
                        insert into method_page (id, login, kind, mandate, asked_at, look_at)
                        values (:id, :login, :kind, :mandate, :now, :lookAt)
                        """)
                .bind("id", id)
                .bind("login", login)
                .bind("kind", kind.word())
                .bind("mandate", mandate)
                .bind("now", now)
                .bind("lookAt", lookAt)
                .then();
    }

    Mono<Void> opened(UUID id, String session) {
        return db.sql("update method_page set provider_session = :session where id = :id")
                .bind("session", session)
                .bind("id", id)
                .then();
    }

    /** {@return whose a page is; empty for one on which nothing is kept} */
    Mono<Origin> origin(String session) {
        return db.sql("""
                        select provider_session as session, login, kind, mandate, null as language
                        from method_page where provider_session = :session
                        union all
                        select provider_session, login, kind, null, language
                        from payment where provider_session = :session and save and login is not null
                        """).bind("session", session).mapProperties(Origin.class).one();
    }

    Flux<Open> open(long login) {
        return db.sql("""
                        select id, kind, provider_session, asked_at from method_page
                        where login = :login and look_at is not null and provider_session is not null
                        order by asked_at desc limit 3
                        """).bind("login", login).mapProperties(Open.class).all();
    }

    /** Takes up pages that are due to be asked about, so that nobody else does before {@code until}. {@return them} */
    Flux<Open> claimDue(Instant now, Instant until, int most) {
        return db.sql("""
                        with due as (
                            select id from method_page where look_at <= :now order by look_at, id limit :most
                            for update skip locked)
                        update method_page p set look_at = :until from due where p.id = due.id
                        returning p.id, p.kind, p.provider_session, p.asked_at
                        """)
                .bind("now", now)
                .bind("until", until)
                .bind("most", most)
                .mapProperties(Open.class)
                .all();
    }

    /** {@return pages that were paid on since then, of which the method was to be kept and is not} */
    Flux<String> paidAndNotKept(Instant since, Instant until, int most) {
        return db.sql("""
                        select p.provider_session from payment p
                        where p.save and p.login is not null and p.provider_session is not null
                          and p.state in ('authorised', 'settled') and p.state_at between :since and :until
                          and not exists (select from payment_method m where m.provider_session = p.provider_session)
                        order by p.state_at desc limit :most
                        """)
                .bind("since", since)
                .bind("until", until)
                .bind("most", most)
                .mapValue(String.class)
                .all();
    }

    /** There is nothing more to wait for on that page. */
    Mono<Void> seen(String session) {
        return db.sql("update method_page set look_at = null where provider_session = :session")
                .bind("session", session)
                .then();
    }

    /** Nobody asks about that page before then. */
    Mono<Void> lookAgain(UUID id, Instant at) {
        return db.sql("update method_page set look_at = :at where id = :id")
                .bind("id", id)
                .bind("at", at)
                .then();
    }

    Mono<Void> over(UUID id) {
        return db.sql("update method_page set look_at = null where id = :id")
                .bind("id", id)
                .then();
    }
}
