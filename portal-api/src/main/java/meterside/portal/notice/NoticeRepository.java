package meterside.portal.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@Repository
class NoticeRepository {

    private final DatabaseClient db;
    private final JsonMapper json;

    NoticeRepository(DatabaseClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    Mono<Void> insert(Notice notice, Instant now) {
        var contact = notice.to() instanceof Recipient.Contact(long id) ? id : null;
        var address = notice.to() instanceof Recipient.Address to ? to : null;
        var insert = db.sql("""
                        insert into notice (key, kind, account, login, contact, medium, address, language, facts, secret,
                                            urgent, made_at, expires_at, due_at)
                        values (:key, :kind, :account, :login, :contact, :medium, :address, :language,
                                cast(:facts as jsonb), :secret, :urgent, :now, :expiresAt, :now)
                        on conflict (key) do nothing
                        """)
                .bind("key", notice.key())
                .bind("kind", notice.kind())
                .bind("facts", json.writeValueAsString(notice.facts()))
                .bind("urgent", notice.urgent())
                .bind("now", now);
        insert = bind(insert, "account", notice.account(), Long.class);
        insert = bind(insert, "login", notice.login(), Long.class);
        insert = bind(insert, "contact", contact, Long.class);
        insert = bind(insert, "medium", address == null ? null : address.medium(), String.class);
        insert = bind(insert, "address", address == null ? null : address.address(), String.class);
        insert = bind(insert, "language", address == null ? null : address.language(), String.class);
        insert = bind(insert, "secret", notice.secret(), String.class);
        var expiresAt = notice.goodFor() == null ? null : now.plus(notice.goodFor());
        return bind(insert, "expiresAt", expiresAt, Instant.class).then();
    }

    private static <T> GenericExecuteSpec bind(
            GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }
}
