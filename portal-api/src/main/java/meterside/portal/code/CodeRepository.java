package meterside.portal.code;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import meterside.portal.code.Codes.Purpose;
import meterside.portal.code.Codes.Wanted;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Codes by their id. */
@Repository
class CodeRepository {

    private static final int MOST_TRIES = 5;

    private final DatabaseClient db;

    CodeRepository(DatabaseClient db) {
        this.db = db;
    }

    /** What became of a try. */
    record Checked(
            boolean isRight,
            String purpose,
            @Nullable Long login,
            @Nullable Long contact,
            @Nullable Long account,
            @Nullable String email,
            String language) {

        Wanted wanted() {
            return new Wanted(
                    Purpose.valueOf(purpose.toUpperCase(Locale.ROOT)), login, contact, account, email, language);
        }
    }

    Mono<Void> insert(UUID id, Wanted wanted, byte[] hash, Instant at) {
        var insert = db.sql("""
                        insert into one_time_code
                            (id, purpose, login, contact, account, email, language, code_hash, made_at, tries)
                        values (:id, :purpose, :login, :contact, :account, :email, :language, :hash, :at, 0)
                        """)
                .bind("id", id)
                .bind("purpose", wanted.purpose().word())
                .bind("language", wanted.language())
                .bind("hash", hash)
                .bind("at", at);
        insert = bind(insert, "login", wanted.login(), Long.class);
        insert = bind(insert, "contact", wanted.contact(), Long.class);
        insert = bind(insert, "account", wanted.account(), Long.class);
        return bind(insert, "email", wanted.email(), String.class).then();
    }

    /** One statement, so that of a hundred guesses at once no more than five are looked at. Nothing if it is over. */
    Mono<Checked> check(UUID id, Purpose purpose, byte[] hash, Instant at, Duration goodFor) {
        return db.sql("""
                        update one_time_code
                        set tries = tries + case when code_hash = :hash then 0 else 1 end
                        where id = :id and purpose = :purpose and used_at is null and tries < :most and made_at > :oldest
                        returning code_hash = :hash and (login is not null or account is not null) as is_right,
                                  purpose, login, contact, account, email, language
                        """)
                .bind("id", id)
                .bind("purpose", purpose.word())
                .bind("hash", hash)
                .bind("most", MOST_TRIES)
                .bind("oldest", at.minus(goodFor))
                .mapProperties(Checked.class)
                .one();
    }

    Mono<Boolean> use(UUID id, Purpose purpose, Instant at, Duration goodFor) {
        return db.sql("""
                        update one_time_code set used_at = :at
                        where id = :id and purpose = :purpose and used_at is null and tries < :most and made_at > :oldest
                        """)
                .bind("id", id)
                .bind("purpose", purpose.word())
                .bind("at", at)
                .bind("most", MOST_TRIES)
                .bind("oldest", at.minus(goodFor))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** The code of a contact that can still be used, if there is one. */
    Mono<UUID> openOf(long contact) {
        return db.sql("select id from one_time_code where contact = :contact and used_at is null")
                .bind("contact", contact)
                .mapValue(UUID.class)
                .first();
    }

    /** Ends the codes of a contact, so that only the newest one sent to it works. */
    Mono<Void> retire(long contact, Instant at) {
        return db.sql("update one_time_code set used_at = :at where contact = :contact and used_at is null")
                .bind("contact", contact)
                .bind("at", at)
                .then();
    }

    /** Removes some of those made before an instant. */
    Mono<Void> removeBefore(Instant at, int most) {
        return db.sql("""
                        delete from one_time_code where id in (
                            select id from one_time_code where made_at < :at order by made_at limit :most
                            for update skip locked)
                        """).bind("at", at).bind("most", most).then();
    }

    private static <T> GenericExecuteSpec bind(
            GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }
}
