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
                                :now, :expiresAt, :due)
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
                        .param("due", now.plus(notice.rest()))
                        .param("expiresAt", notice.goodFor() == null ? null : now.plus(notice.goodFor()))
                        .update()
                == 1;
    }

    /**
     * One contact for each medium that no notice of the decision went by: of the alert's own, else of the login's others that
     * agreed to alerts.
     */
    int insertByNextMedium(long notice, Instant at) {
        return db.sql("""
                        insert into notice (key, kind, account, login, contact, evaluation, facts, urgent, made_at,
                                            expires_at, due_at)
                        select n.key || ':instead:' || c.id, n.kind, n.account, n.login, c.id, n.evaluation, n.facts, n.urgent,
                               :now, n.expires_at, :now
                        from notice n
                        join alert_evaluation e on e.id = n.evaluation
                        join usage_alert_version v on v.id = e.version
                        join lateral (
                            select distinct on (o.medium) o.id
                            from contact o
                            where o.login = n.login and o.verified_at is not null and o.removed_at is null
                              and not exists (select from notice b join contact t on t.id = b.contact
                                              where b.evaluation = n.evaluation and t.medium = o.medium)
                              and (select a.given from consent a
                                   where a.address = o.address and a.medium = o.medium and a.purpose = 'alerts'
                                   order by a.given_at desc, a.id desc limit 1)
                            order by o.medium, o.id = any(v.contacts) desc, o.id) c on true
                        where n.id = :notice and n.kind in ('usage-threshold', 'usage-late')
                        on conflict (key) do nothing
                        """)
                .param("notice", notice)
                .param("now", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
