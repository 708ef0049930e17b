package meterside.portal.till;

import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What the provider calls a saved method, what is printed on an account's bills, and who may pay it. */
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

    /** {@return whether whoever set a payment for a day ahead still sees all accounts that it pays} */
    Mono<Boolean> mayStillPay(UUID payment) {
        return db.sql("""
                        select not exists (
                            select from payment p join payment_part r on r.payment = p.id
                            where p.id = :payment
                              and not exists (select from account_access x
                                              where x.login = p.login and x.account = r.account and x.ended_at is null))
                        """).bind("payment", payment).mapValue(Boolean.class).one();
    }

    Mono<List<String>> numbers(List<Long> accounts) {
        return db.sql("select number from account where id = any(:accounts) order by id")
                .bind("accounts", accounts.toArray(Long[]::new))
                .mapValue(String.class)
                .all()
                .collectList();
    }
}
