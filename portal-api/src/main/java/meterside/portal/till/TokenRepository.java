package meterside.portal.till;

import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What the provider calls a saved method, and what is printed on an account's bills. */
@Repository
class TokenRepository {

    private final DatabaseClient db;

    TokenRepository(DatabaseClient db) {
        this.db = db;
    }

    /** What pays nowhere else. */
    record Token(String customer, String method) {}

    /** {@return the token of a method that was not removed, or empty} */
    Mono<Token> find(long method) {
        return db.sql("""
                        select provider_customer as customer, provider_method as method
                        from payment_method where id = :method and removed_at is null
                        """).bind("method", method).mapProperties(Token.class).one();
    }

    Mono<List<String>> numbers(List<Long> accounts) {
        return db.sql("select number from account where id = any(:accounts) order by id")
                .bind("accounts", accounts.toArray(Long[]::new))
                .mapValue(String.class)
                .all()
                .collectList();
    }
}
