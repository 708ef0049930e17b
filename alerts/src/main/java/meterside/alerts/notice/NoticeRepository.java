package meterside.alerts.notice;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class NoticeRepository {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient db;

    NoticeRepository(JdbcClient db) {
        this.db = db;
    }

    boolean insert(Notice notice, Instant at) {
        var now = at.atOffset(ZoneOffset.UTC);
        return db.sql("""
                        insert into notice (key, kind, account, login, contact, evaluation, facts, urgent, made_at,
                                            expires_at, due_at)
                        values (:key, :kind, :account, :login, :contact, :evaluation, cast(:facts as jsonb), :urgent,
                                :now, :expiresAt, :now)
                        on conflict (key) do nothing
                        """)
                        .param("key", notice.key())
                        .param("kind", notice.kind())
                        .param("account", notice.account())
                        .param("login", notice.login())
                        .param("contact", notice.contact())
                        .param("evaluation", notice.evaluation())
                        .param("facts", JSON.writeValueAsString(notice.facts()))
                        .param("urgent", notice.urgent())
                        .param("now", now)
                        .param("expiresAt", notice.goodFor() == null ? null : now.plus(notice.goodFor()))
                        .update()
                == 1;
    }
}
