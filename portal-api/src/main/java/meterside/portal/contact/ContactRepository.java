package meterside.portal.contact;

import java.time.Instant;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Contacts by their owner. A removed one is only a name for what was sent to it. */
@Repository
class ContactRepository {

    private static final String COLUMNS = """
            select c.id, c.medium, c.address, c.language, c.zone, c.quiet_from, c.quiet_to, c.urgent_at_night,
                   c.alerts_wished, c.verified_at,
                   coalesce((select o.given from consent o
                             where o.address = c.address and o.medium = c.medium and o.purpose = 'alerts'
                             order by o.given_at desc, o.id desc limit 1), false) as consent,
                   (select f.reason from address_failure f
                    where f.address = c.address and f.medium = c.medium
                      and f.failed_at > coalesce(c.verified_at, c.added_at)
                      and (f.reason <> 'opted-out' or f.failed_at > coalesce((
                          select max(o.given_at) from consent o
                          where o.address = c.address and o.medium = c.medium and o.given), c.added_at))
                    order by f.failed_at desc, f.id desc limit 1) as trouble
            from contact c
            """;

    private final DatabaseClient db;

    ContactRepository(DatabaseClient db) {
        this.db = db;
    }

    /**
     * A contact as it is now.
     *
     * @param consent the latest word on alerts at this address
     * @param trouble what a provider said of the address since it was verified
     */
    record Stored(
            long id,
            String medium,
            String address,
            String language,
            String zone,
            LocalTime quietFrom,
            LocalTime quietTo,
            boolean urgentAtNight,
            boolean alertsWished,
            @Nullable Instant verifiedAt,
            boolean consent,
            @Nullable String trouble) {

        /** {@return whether its owner has shown that it is theirs, and nothing has happened to it since} */
        boolean isVerified() {
            return verifiedAt != null && (trouble == null || trouble.equals("opted-out"));
        }

        /** {@return whether alerts are sent there now, or will be as soon as it is verified} */
        boolean wishesAlerts() {
            return isVerified() ? trouble == null && consent : alertsWished;
        }
    }

    Flux<Stored> all(long login) {
        return db.sql(COLUMNS + "where c.login = :login and c.removed_at is null order by c.id")
                .bind("login", login)
                .mapProperties(Stored.class)
                .all();
    }

    Mono<Stored> find(long login, long contact) {
        return db.sql(COLUMNS + "where c.id = :contact and c.login = :login and c.removed_at is null")
                .bind("contact", contact)
                .bind("login", login)
                .mapProperties(Stored.class)
                .one();
    }

    /** {@return the contact's id; empty if the login has this address already} */
    Mono<Long> insert(long login, Fields fields, boolean alertsWished, @Nullable Instant verifiedAt, Instant at) {
        var insert = db.sql("""
                        insert into contact (login, medium, address, language, zone, quiet_from, quiet_to, urgent_at_night,
                                             alerts_wished, added_at, verified_at)
                        values (:login, :medium, :address, :language, :zone, time '21:00', time '08:00', false,
                                :wished, :at, :verifiedAt)
                        on conflict (login, medium, address) where removed_at is null do nothing
                        returning id
                        """)
                .bind("login", login)
                .bind("medium", fields.medium())
                .bind("address", fields.address())
                .bind("language", fields.language())
                .bind("zone", fields.zone())
                .bind("wished", alertsWished)
                .bind("at", at);
        insert = verifiedAt == null
                ? insert.bindNull("verifiedAt", Instant.class)
                : insert.bind("verifiedAt", verifiedAt);
        return insert.mapValue(Long.class).one();
    }

    /** What a new contact begins with. */
    record Fields(String medium, String address, String language, String zone) {}

    Mono<Void> update(Stored contact) {
        return db.sql("""
                        update contact
                        set language = :language, zone = :zone, quiet_from = :quietFrom, quiet_to = :quietTo,
                            urgent_at_night = :urgentAtNight, alerts_wished = :wished
                        where id = :id
                        """)
                .bind("language", contact.language())
                .bind("zone", contact.zone())
                .bind("quietFrom", contact.quietFrom())
                .bind("quietTo", contact.quietTo())
                .bind("urgentAtNight", contact.urgentAtNight())
                .bind("wished", contact.alertsWished())
                .bind("id", contact.id())
                .then();
    }

    Mono<Void> verify(long contact, Instant at) {
        return db.sql("update contact set verified_at = :at where id = :contact")
                .bind("at", at)
                .bind("contact", contact)
                .then();
    }

    Mono<Boolean> remove(long contact, Instant at) {
        return db.sql("update contact set removed_at = :at where id = :contact and removed_at is null")
                .bind("at", at)
                .bind("contact", contact)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }
}
