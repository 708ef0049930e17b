package meterside.portal.evaluation;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import meterside.metering.LocalDays;
import meterside.metering.Quantity;
import meterside.metering.ReadingQuality;
import meterside.metering.Unit;
import meterside.portal.evaluation.EvaluationRepository.Sent;
import meterside.portal.evaluation.EvaluationRepository.Stored;
import meterside.portal.evaluation.EvaluationRepository.Turn;
import meterside.rule.DailyThreshold;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Adds the reads of a decision up again, in the order in which they arrived, by the rule that decided. */
final class Evidence {

    private static final long MILLION = 1_000_000;

    private final Stored stored;
    private final LocalDays days;
    private final Unit unit;

    private Evidence(Stored stored) {
        this.stored = stored;
        this.days = new LocalDays(ZoneId.of(stored.zone()));
        this.unit = unit(stored.unit());
    }

    static EvaluationView view(Stored stored, List<Turn> turns, List<Sent> sent, JsonMapper json) {
        var evidence = new Evidence(stored);
        return evidence.view(
                evidence.reads(json.readTree(stored.reads())),
                turns.stream().map(evidence::turn).toList(),
                evidence.notices(sent));
    }

    private EvaluationView.Turn turn(Turn turn) {
        return new EvaluationView.Turn(
                time(ofMicros(turn.at())), turn.beyond(), Quantity.decimal(new BigInteger(turn.billionths())));
    }

    private EvaluationView view(
            List<EvaluationView.Read> reads, List<EvaluationView.Turn> turns, List<EvaluationView.Notice> notices) {
        return new EvaluationView(
                Long.toString(stored.id()),
                Long.toString(stored.alert()),
                stored.kind(),
                stored.commodity(),
                stored.channel() == null ? null : stored.channel().toString(),
                stored.day(),
                time(ofMicros(stored.windowStart())),
                time(ofMicros(stored.windowEnd())),
                Quantity.decimal(new BigInteger(stored.billionths())),
                stored.unit(),
                new Quantity(stored.threshold(), unit).toDecimal(),
                ReadingQuality.ofCode(stored.quality()).word(),
                stored.coveredSeconds(),
                stored.expectedSeconds(),
                time(ofMicros(stored.arrivedAt())),
                time(ofMicros(stored.decidedAt())),
                stored.zone(),
                reads,
                turns,
                notices);
    }

    /** The read that decided is the first, of those that came last, with which the sum is past the threshold. */
    private List<EvaluationView.Read> reads(JsonNode stored) {
        var units = units();
        var rule = new DailyThreshold(this.stored.threshold(), unit, units.values(), this.stored.countEstimates());
        var state = new long[DailyThreshold.STATE];
        rule.begin(state, 0, 0);
        var decidedAt = ofMicros(this.stored.arrivedAt());
        var decided = false;
        var reads = new ArrayList<EvaluationView.Read>(stored.size());
        for (var read : stored) {
            var own = Objects.requireNonNull(units.get(read.get("channel").asInt()));
            var quality = ReadingQuality.ofCode(read.get("quality").asInt());
            var billionths = read.get("billionths").longValue();
            var arrived = Instant.parse(read.get("arrived").stringValue());
            var counts = rule.counts(quality);
            if (counts) {
                rule.add(state, 0, rule.weight(own), billionths);
            }
            var decides = counts && !decided && arrived.equals(decidedAt) && rule.isBeyond(state, 0);
            decided |= decides;
            reads.add(new EvaluationView.Read(
                    read.get("channel").asString(),
                    time(Instant.parse(read.get("start").stringValue())),
                    read.get("seconds").intValue(),
                    new Quantity(billionths, own).toDecimal(),
                    own.symbol(),
                    quality.word(),
                    time(arrived),
                    Quantity.decimal(rule.sum(state, 0)),
                    counts,
                    decides));
        }
        return reads;
    }

    private Map<Integer, Unit> units() {
        var units = new HashMap<Integer, Unit>();
        for (var word : stored.units().split(",", -1)) {
            var part = word.split(" ", -1);
            units.put(Integer.valueOf(part[0]), unit(part[1]));
        }
        return units;
    }

    private List<EvaluationView.Notice> notices(List<Sent> sent) {
        var notices = new LinkedHashMap<Long, EvaluationView.Notice>();
        for (var one : sent) {
            var notice = notices.computeIfAbsent(
                    one.id(),
                    id -> new EvaluationView.Notice(
                            Long.toString(id),
                            one.kind(),
                            one.medium(),
                            masked(one.medium(), one.address()),
                            one.state(),
                            one.reason(),
                            time(ofMicros(one.madeAt())),
                            new ArrayList<>()));
            var attempt = attempt(one);
            if (attempt != null) {
                notice.attempts().add(attempt);
            }
        }
        return List.copyOf(notices.values());
    }

    private EvaluationView.@Nullable Attempt attempt(Sent sent) {
        return sent.at() == null || sent.outcome() == null || sent.answer() == null || sent.body() == null
                ? null
                : new EvaluationView.Attempt(
                        time(ofMicros(sent.at())), sent.outcome(), sent.answer(), sent.subject(), sent.body());
    }

    /** Enough to know one's own by: {@code d…@example.com}, {@code (•••) •••-0123}. */
    static String masked(String medium, String address) {
        var at = address.indexOf('@');
        return medium.equals("sms") || at < 1
                ? "(•••) •••-" + address.substring(Math.max(0, address.length() - 4))
                : address.substring(0, address.offsetByCodePoints(0, 1)) + "…" + address.substring(at);
    }

    private static Unit unit(String symbol) {
        return Unit.ofSymbol(symbol).orElseThrow();
    }

    private static Instant ofMicros(long micros) {
        return Instant.ofEpochSecond(micros / MILLION, micros % MILLION * 1000);
    }

    private String time(Instant instant) {
        return instant.atOffset(days.offsetAt(instant)).toString();
    }
}
