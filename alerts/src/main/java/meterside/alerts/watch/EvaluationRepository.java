package meterside.alerts.watch;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meterside.rule.ReadVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What was decided, with the reads that decided it. */
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
