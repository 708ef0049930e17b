package meterside.portal.tidings;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Who is to hear of a payment, and the names of what it concerns. */
@Repository
class TidingsRepository {

    private final DatabaseClient db;

    TidingsRepository(DatabaseClient db) {
        this.db = db;
    }

    /**
     * @param accounts such as {@code 12=A-4001,17=A-4002}
     * @param label of the saved method, if one was debited
     */
    record Reader(
            String email,
            String accounts,
            @Nullable String label,
            @Nullable String last4) {

        /** {@return the accounts' numbers by id} */
        Map<Long, String> numbers() {
            var numbers = new HashMap<Long, String>();
            Arrays.stream(accounts.split(",")).forEach(one -> {
                var at = one.indexOf('=');
                numbers.put(Long.parseLong(one.substring(0, at)), one.substring(at + 1));
            });
            return numbers;
        }
    }

    /** {@return who, or nobody} */
    Mono<Reader> reader(UUID payment) {
        return db.sql("""
                        select coalesce(l.email, p.guest_email) as email, m.label, m.last4,
                               (select string_agg(a.id || '=' || a.number, ',')
                                from payment_part r join account a on a.id = r.account
                                where r.payment = p.id) as accounts
                        from payment p
                        left join login l on l.id = p.login
                        left join payment_method m on m.id = p.method
                        where p.id = :payment and coalesce(l.email, p.guest_email) is not null
                        """).bind("payment", payment).mapProperties(Reader.class).one();
    }
}
