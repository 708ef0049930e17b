package meterside.portal.consent;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class ConsentRepository {

    private final DatabaseClient db;

    ConsentRepository(DatabaseClient db) {
        this.db = db;
    }

    Mono<Void> insert(Declaration word, boolean given, Instant at) {
        var insert = db.sql("""
                        insert into consent (medium, address, purpose, given, source, wording, contact, event, network, given_at)
                        values (:medium, :address, 'alerts', :given, :source, :wording, :contact, :event, :network, :at)
                        """)
                .bind("medium", word.medium())
                .bind("address", word.address())
                .bind("given", given)
                .bind("source", word.source().name().toLowerCase(Locale.ROOT))
                .bind("wording", word.wording())
                .bind("at", at);
        insert = bind(insert, "contact", word.contact(), Long.class);
        insert = bind(insert, "event", word.event(), Long.class);
        return bind(insert, "network", word.network(), String.class).then();
    }

    Mono<Boolean> isGiven(String medium, String address) {
        return db.sql("""
                        select coalesce((
                            select c.given and not exists (
                                select from address_failure f
                                where f.address = c.address and f.medium = c.medium and f.reason = 'opted-out'
                                  and f.failed_at > c.given_at)
                            from consent c
                            where c.address = :address and c.medium = :medium and c.purpose = 'alerts'
                            order by c.given_at desc, c.id desc
                            limit 1), false) as given
                        """)
                .bind("medium", medium)
                .bind("address", address)
                .mapValue(Boolean.class)
                .one();
    }

    /** An address somebody was told things at. */
    record Address(String medium, String address) {}

    Mono<Address> addressOf(long contact) {
        return db.sql("select medium, address from contact where id = :id")
                .bind("id", contact)
                .mapProperties(Address.class)
                .one();
    }

    private static <T> GenericExecuteSpec bind(
            GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }
}
