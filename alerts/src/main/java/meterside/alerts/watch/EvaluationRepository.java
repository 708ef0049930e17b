package meterside.alerts.watch;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meterside.rule.ReadVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What was decided, with the reads that decided it, and how the day turned since. */
@Repository
class EvaluationRepository {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient db;

    EvaluationRepository(JdbcClient db) {
        this.db = db;
    }

    /** {@return its id, or empty if this version decided on this day before} */
    Optional<Long> insert(Decision decision, Instant now) {
        var passing = decision.passing();
        return db.sql("""
                        insert into alert_evaluation (version, day, window_start, window_end, billionths, unit, threshold,
                                                      quality, covered_seconds, expected_seconds, arrived_at, decided_at,
                                                      reads)
                        values (:version, :day, :start, :end, :billionths, :unit, :threshold, :quality, :covered, :expected,
                                :arrivedAt, :now, cast(:reads as jsonb))
                        on conflict (version, day) do nothing
                        returning id
                        """)
                .param("version", decision.version().id())
                .param("day", decision.day())
                .param("start", decision.window().start().atOffset(ZoneOffset.UTC))
                .param("end", decision.window().end().atOffset(ZoneOffset.UTC))
                .param("billionths", new BigDecimal(passing.billionths()))
                .param("unit", decision.version().unit().symbol())
                .param("threshold", decision.version().threshold())
                .param("quality", passing.quality().code())
                .param("covered", passing.coveredSeconds())
                .param("expected", decision.expectedSeconds())
                .param("arrivedAt", passing.at().atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("reads", JSON.writeValueAsString(reads(passing.reads())))
                .query(Long.class)
                .optional();
    }

    /** {@return whether it was not known before} */
    boolean insert(Turned turned, Instant now) {
        return db.sql("""
                        insert into alert_turn (evaluation, at, beyond, billionths, decided_at)
                        values (:evaluation, :at, :beyond, :billionths, :now)
                        on conflict (evaluation, at, beyond) do nothing
                        """)
                        .param("evaluation", turned.evaluation())
                        .param("at", turned.turn().at().atOffset(ZoneOffset.UTC))
                        .param("beyond", turned.turn().beyond())
                        .param("billionths", new BigDecimal(turned.turn().billionths()))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** {@return what of these versions was decided before, by {@code version day}} */
    Map<String, Decided> decided(Collection<Long> versions, LocalDate first, LocalDate last) {
        var decided = new HashMap<String, Decided>();
        db.sql("""
                        select e.version || ' ' || e.day as what, e.id, coalesce(t.at, e.arrived_at) as since,
                               coalesce(t.beyond, true) as beyond
                        from alert_evaluation e
                        left join lateral (select at, beyond from alert_turn where evaluation = e.id
                                           order by id desc limit 1) t on true
                        where e.version = any(:versions) and e.day >= :first and e.day <= :last
                        """)
                .param("versions", versions.stream().mapToLong(Long::longValue).toArray())
                .param("first", first)
                .param("last", last)
                .query(row -> {
                    decided.put(
                            row.getString("what"),
                            new Decided(
                                    row.getLong("id"),
                                    row.getObject("since", OffsetDateTime.class).toInstant(),
                                    row.getBoolean("beyond")));
                });
        return decided;
    }

    /** {@return the contacts that were to be told of the decision} */
    List<Long> contacts(long evaluation) {
        return db.sql("""
                        select distinct contact from notice
                        where evaluation = :evaluation and contact is not null order by contact
                        """)
                .param("evaluation", evaluation)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    private static List<Map<String, Object>> reads(List<ReadVersion> versions) {
        var reads = new ArrayList<Map<String, Object>>(versions.size());
        for (var version : versions) {
            var read = new LinkedHashMap<String, Object>();
            read.put("channel", version.channel().value());
            read.put("start", version.start().toString());
            read.put("seconds", version.seconds());
            read.put("billionths", version.billionths());
            read.put("quality", version.quality().code());
            read.put("block", version.block());
            read.put("arrived", version.arrivedAt().toString());
            reads.add(read);
        }
        return reads;
    }
}
