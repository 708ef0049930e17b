package meterside.portal.claim;

import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Which account a number and a meter belong to. */
@Repository
class ClaimRepository {

    private final DatabaseClient db;

    ClaimRepository(DatabaseClient db) {
        this.db = db;
    }

    Mono<String> numberOf(long account) {
        return db.sql("select number from account where id = :account")
                .bind("account", account)
                .mapValue(String.class)
                .one();
    }

    /** {@return the account of this number that has a meter of this serial now} Neither is told apart by upper or lower case. */
    Mono<Long> find(String accountNumber, String meterSerial, Instant at) {
        return db.sql("""
                        select a.id
                        from account a
                        join service_agreement s on s.account = a.id and s.during @> :at
                        join meter_installation i on i.usage_point = s.usage_point and i.during @> :at
                        join meter m on m.id = i.meter
                        where lower(a.number) = lower(:number) and lower(m.serial) = lower(:serial)
                        limit 1
                        """)
                .bind("at", at)
                .bind("number", accountNumber)
                .bind("serial", meterSerial)
                .mapValue(Long.class)
                .one();
    }
}
