package meterside.portal.method;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import meterside.portal.gateway.Vault.Saved;
import meterside.portal.wish.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Saved methods by their owner. A removed one is only a name for what it paid. */
@Repository
class MethodRepository {

    private static final String METHODS =
            "select m.id, m.login, m.kind, m.label, m.last4, m.expires_on, m.added_at from payment_method m ";

    private final DatabaseClient db;

    MethodRepository(DatabaseClient db) {
        this.db = db;
    }

    Flux<Method> all(long login) {
        return db.sql(METHODS + "where m.login = :login and m.removed_at is null order by m.id")
                .bind("login", login)
                .mapProperties(Row.class)
                .all()
                .map(Row::method);
    }

    Mono<Method> find(long login, long method) {
        return db.sql(METHODS + "where m.id = :method and m.login = :login and m.removed_at is null")
                .bind("method", method)
                .bind("login", login)
                .mapProperties(Row.class)
                .one()
                .map(Row::method);
    }

    /** {@return what the provider calls the customer since they last kept a method, or empty} */
    Mono<String> customer(long login) {
        return db.sql("""
                        select provider_customer from payment_method
                        where login = :login and provider_customer <> '' order by id desc limit 1
                        """).bind("login", login).mapValue(String.class).one();
    }

    Mono<String> email(long login) {
        return db.sql("select email from login where id = :login")
                .bind("login", login)
                .mapValue(String.class)
                .one();
    }

    /** {@return the new method; empty if it is known, also if it was removed since} */
    Mono<Method> insert(long login, Saved saved, String session, String mandate, Instant now) {
        var insert = db.sql("""
                        insert into payment_method (login, kind, provider_customer, provider_method, provider_session, label,
                                                    last4, expires_on, mandate, added_at)
                        values (:login, :kind, :customer, :method, :session, :label, :last4, :expiresOn, :mandate, :now)
                        on conflict do nothing
                        returning id, login, kind, label, last4, expires_on, added_at
                        """)
                .bind("login", login)
                .bind("kind", Kind.of(saved.instrument().name()).word())
                .bind("customer", saved.customer())
                .bind("method", saved.method())
                .bind("session", session)
                .bind("label", saved.label())
                .bind("last4", saved.last4())
                .bind("mandate", mandate)
                .bind("now", now);
        var expiresOn = saved.expiresOn();
        insert =
                expiresOn == null ? insert.bindNull("expiresOn", LocalDate.class) : insert.bind("expiresOn", expiresOn);
        return insert.mapProperties(Row.class).one().map(Row::method);
    }

    /** {@return whether it was there to be removed} */
    Mono<Boolean> remove(long method, Instant now) {
        return db.sql("update payment_method set removed_at = :now where id = :method and removed_at is null")
                .bind("now", now)
                .bind("method", method)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** A method that we removed and the provider may still keep. */
    record Token(long id, String providerMethod) {}

    Mono<List<Token>> toForget(int most) {
        return db.sql("""
                        select id, provider_method from payment_method
                        where removed_at is not null and forgotten_at is null order by removed_at limit :most
                        """).bind("most", most).mapProperties(Token.class).all().collectList();
    }

    Mono<Void> forgotten(long method, Instant now) {
        return db.sql("update payment_method set forgotten_at = :now where id = :method")
                .bind("now", now)
                .bind("method", method)
                .then();
    }

    private record Row(
            long id,
            long login,
            String kind,
            String label,
            String last4,
            @Nullable LocalDate expiresOn,
            Instant addedAt) {

        Method method() {
            return new Method(id, login, Kind.of(kind), label, last4, expiresOn, addedAt);
        }
    }
}
