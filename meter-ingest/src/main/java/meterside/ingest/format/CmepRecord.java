package meterside.ingest.format;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import meterside.ingest.feed.CmepShape;
import meterside.ingest.feed.FeedProfile;
import meterside.ingest.feed.ScaledUnit;
import meterside.ingest.feed.SourceStamp;
import meterside.ingest.series.Gathering;
import meterside.ingest.series.Series.Kind;
import meterside.ingest.text.Fields;
import meterside.ingest.text.Refused;
import meterside.ingest.text.Scale;
import meterside.ingest.text.StampPattern;
import meterside.metering.ReadLength;
import org.jspecify.annotations.Nullable;

/**
 * One MEPMD01 record, checked to its last value before any of it is handed on: a value that is not a number, or a count
 * that does not match, may mean that fields have moved, so the record is refused as a whole. Reused from line to line.
 */
final class CmepRecord {

    private static final int SENDER_CUSTOMER = 3;
    private static final int[] METER_FIELDS = {4, 5, 7};
    private static final int CREATED = 6;
    private static final int METER_ID = 7;
    private static final int PURPOSE = 8;
    private static final int COMMODITY = 9;
    private static final int UNITS = 10;
    private static final int MULTIPLIER = 11;
    private static final int INTERVAL = 12;
    private static final int COUNT = 13;
    private static final int FIRST = 14;

    /** In place of a stamp: the field is empty, the read follows the one before. */
    private static final long FOLLOWS = Long.MIN_VALUE;

    private final FeedProfile profile;
    private final CmepShape shape;
    private final Stamping stamping;
    private final StampPattern minutes = new StampPattern(CmepFormat.STAMP);
    private final StampPattern seconds = new StampPattern(CmepFormat.STAMP + "ss");
    private final CmepFlags flags;
    private final Map<String, Scale> scales = new HashMap<>();

    private @Nullable String key;
    private Instant stampedAt = Instant.EPOCH;
    private @Nullable Scale scale;
    private @Nullable ReadLength length;
    private long step;
    private int count;
    private long[] stamps = new long[128];
    private long[] values = new long[128];
    private CmepFlags.Flag[] marks = new CmepFlags.Flag[128];

    CmepRecord(FeedProfile profile, CmepShape shape, Stamping stamping) {
        this.profile = profile;
        this.shape = shape;
        this.stamping = stamping;
        this.flags = new CmepFlags(shape);
    }

    /** Reads and checks the record. */
    void read(Fields fields) throws Refused {
        key = null;
        count = 0;
        checkKind(fields);
        dropChecksum(fields);
        var meter = meter(fields);
        var commodity = commodity(fields);
        var units = fields.text(UNITS);
        key = shape.key().fill(name -> switch (name) {
            case "meter" -> meter;
            case "commodity" -> commodity;
            default -> units;
        });
        var register = units.endsWith("REG");
        scale = scale(register ? units.substring(0, units.length() - 3) : units, fields);
        length = interval(fields, register);
        stampedAt = stamping.of(fields, stamp -> stamp instanceof SourceStamp.InRecord ? CREATED : -1);
        count = count(fields);
        for (var i = 0; i < count; i++) {
            triple(fields, i, scale);
        }
    }

    /** Hands on the record that was read. {@return how many reads it has} */
    int addTo(Gathering gathering, int line) {
        if (count == 0 || key == null || scale == null) {
            return 0;
        }
        var series = gathering.of(key, stampedAt, scale.unit(), length);
        for (var i = 0; i < count; i++) {
            var follows = stamps[i] == FOLLOWS;
            var kind = follows ? Kind.STEP : marks[i].daylight() ? Kind.LOCAL_DAYLIGHT : Kind.LOCAL;
            series.add(kind, follows ? step : stamps[i], values[i], marks[i].mark(), line);
        }
        return count;
    }

    /** {@return the key of the record that was read last, if it came that far} */
    @Nullable
    String key() {
        return key;
    }

    /** {@return how many reads a refused record has: as many triples as it holds, at least one} */
    int reads(@Nullable Fields fields) {
        if (fields == null || !fields.is(0, "MEPMD01")) {
            return fields != null && isOtherRecord(fields) ? 0 : 1;
        }
        return Math.max(1, (fields.count() - FIRST) / 3);
    }

    private static boolean isOtherRecord(Fields fields) {
        return fields.text(0).matches("M(EP|LA)[A-Z]{0,2}\\d{2}");
    }

    private void checkKind(Fields fields) throws Refused {
        if (!fields.is(0, "MEPMD01")) {
            if (isOtherRecord(fields)) {
                throw new Refused("record-type", "Records of the type %s are not loaded.".formatted(fields.text(0)));
            }
            key = null;
            throw new Refused("not-cmep", "The line begins with '%s', not with MEPMD01.".formatted(fields.quote(0)));
        }
        if (fields.count() < FIRST) {
            throw new Refused(
                    "truncated", "The record has %d fields, its header alone has 14.".formatted(fields.count()));
        }
        var purpose = fields.text(PURPOSE);
        if (!shape.purposes().contains(purpose)) {
            throw new Refused(
                    "purpose", "Records with the purpose '%s' are not loaded.".formatted(fields.quote(PURPOSE)));
        }
    }

    /** A comma may follow the last triple, and behind it a checksum such as H1A2F, which says nothing we can check. */
    private static void dropChecksum(Fields fields) {
        var last = fields.count() - 1;
        if (last >= FIRST && (last - FIRST) % 3 == 0) {
            var at = fields.from(last);
            var hex = fields.to(last) - at == 5
                    && fields.bytes()[at] == 'H'
                    && fields.text(last).matches("H[0-9A-Fa-f]{4}");
            if (hex || fields.isEmpty(last)) {
                fields.dropLast();
            }
        }
    }

    /** Which field is the meter, the digits behind {@code CUST:} or {@code SPS:} say; without them it is the seventh. */
    private String meter(Fields fields) throws Refused {
        var sender = fields.text(SENDER_CUSTOMER);
        var digits = sender.substring(sender.lastIndexOf(':') + 1);
        if (sender.matches("[A-Z]+:\\d{3,6}")) {
            for (var wanted : shape.meterDigits()) {
                for (var i = 0; i < METER_FIELDS.length; i++) {
                    if (digits.charAt(i) - '0' == wanted && !fields.isEmpty(METER_FIELDS[i])) {
                        return fields.text(METER_FIELDS[i]);
                    }
                }
            }
        }
        if (fields.isEmpty(METER_ID)) {
            throw new Refused("no-meter-id", "The record does not say which meter it is of.");
        }
        return fields.text(METER_ID);
    }

    private static String commodity(Fields fields) throws Refused {
        var commodity = fields.text(COMMODITY);
        if (commodity.length() != 1 || "EGWS".indexOf(commodity.charAt(0)) < 0) {
            throw new Refused(
                    "commodity", "The commodity is '%s', not E, G, W or S.".formatted(fields.quote(COMMODITY)));
        }
        return commodity;
    }

    /** A prefix says the direction (G received, N net, S sum); a unit that begins so by itself, such as GAL, has none. */
    private Scale scale(String units, Fields fields) throws Refused {
        var multiplier = fields.text(MULTIPLIER);
        var known = scales.get(units + "*" + multiplier);
        if (known == null) {
            var unit = unit(units)
                    .orElseThrow(() -> new Refused(
                            "unknown-unit",
                            "The feed's profile does not know the unit '%s'.".formatted(fields.quote(UNITS))));
            known = new Scale(unit.unit(), unit.times().multiply(multiplier(multiplier, fields)));
            if (scales.size() < 1000) {
                scales.put(units + "*" + multiplier, known);
            }
        }
        return known;
    }

    private java.util.Optional<ScaledUnit> unit(String units) {
        var whole = profile.units().get(units);
        var directed = !units.isEmpty() && "GNS".indexOf(units.charAt(0)) >= 0;
        return java.util.Optional.ofNullable(
                whole == null && directed ? profile.units().get(units.substring(1)) : whole);
    }

    private static BigDecimal multiplier(String multiplier, Fields fields) throws Refused {
        if (multiplier.isEmpty()) {
            return BigDecimal.ONE;
        }
        if (multiplier.matches("\\d{1,12}(\\.\\d{0,9})?") || multiplier.matches("\\.\\d{1,9}")) {
            var value = new BigDecimal(multiplier);
            if (value.signum() > 0) {
                return value;
            }
        }
        throw new Refused(
                "multiplier", "The multiplier '%s' is not a positive number.".formatted(fields.quote(MULTIPLIER)));
    }

    /** {@return the length of the intervals; null for a register, whose field says at most how far apart its reads are} */
    private @Nullable ReadLength interval(Fields fields, boolean register) throws Refused {
        step = -1;
        var text = fields.text(INTERVAL);
        if ((text.matches("0{4}\\d{4}") && text.charAt(6) < '6') || text.equals("00010000")) {
            var minutes = Integer.parseInt(text.substring(4, 6)) * 60 + Integer.parseInt(text.substring(6));
            var length = text.equals("00010000") || minutes == 24 * 60 ? ReadLength.LOCAL_DAY : minutes(minutes);
            if (length != null) {
                step = length.minutes() * 60L;
                return register ? null : length;
            }
        }
        if (register) {
            return null;
        }
        throw new Refused(
                "interval-length",
                "The interval '%s' is no length of ours, such as 00000015 for a quarter hour."
                        .formatted(fields.quote(INTERVAL)));
    }

    private static @Nullable ReadLength minutes(int minutes) {
        return minutes > 0 && 24 * 60 % minutes == 0 ? new ReadLength(minutes) : null;
    }

    private int count(Fields fields) throws Refused {
        var said = fields.text(COUNT);
        var there = fields.count() - FIRST;
        if (there % 3 != 0 || !said.matches("\\d{0,6}") || (!said.isEmpty() && Integer.parseInt(said) * 3 != there)) {
            throw new Refused(
                    "count-mismatch",
                    "The record says it has %s reads and has %d fields for them, where three make one."
                            .formatted(said.isEmpty() ? "no" : fields.quote(COUNT), there));
        }
        if (there / 3 > stamps.length) {
            stamps = new long[there / 3];
            values = new long[there / 3];
            marks = Arrays.copyOf(marks, there / 3);
        }
        return there / 3;
    }

    private void triple(Fields fields, int i, Scale scale) throws Refused {
        var stamp = FIRST + 3 * i;
        stamps[i] = stamp(fields, stamp, i);
        marks[i] = flags.of(fields, stamp + 1);
        var value = stamp + 2;
        if (fields.isEmpty(value)) {
            marks[i] = marks[i].withoutValue();
        }
        values[i] = marks[i].mark().quality() == null
                ? 0
                : scale.billionths(fields.bytes(), fields.from(value), fields.to(value));
    }

    private long stamp(Fields fields, int field, int i) throws Refused {
        if (!fields.isEmpty(field)) {
            var pattern = fields.to(field) - fields.from(field) == 14 ? seconds : minutes;
            return pattern.seconds(fields.bytes(), fields.from(field), fields.to(field));
        }
        if (i == 0 || step < 0) {
            throw new Refused(
                    "no-time",
                    i == 0 ? "The first read has no time." : "A read has no time, and the record no interval.");
        }
        return FOLLOWS;
    }
}
