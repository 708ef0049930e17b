package meterside.ingest.feed;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import meterside.metering.ReadLength;
import meterside.metering.ReadingQuality;
import meterside.metering.Unit;
import org.jspecify.annotations.Nullable;

/** Makes a profile of a YAML document, and refuses what cannot be meant. */
final class ProfileReader {

    private static final Set<String> CMEP_NAMES = Set.of("meter", "commodity", "units");

    private final Node root;

    ProfileReader(Node root) {
        this.root = root;
    }

    FeedProfile profile() {
        var feed = root.value("feed", "cmep", ProfileReader::feedName);
        var format = root.text("format", "cmep (or csv, weather)");
        var isWeather = format.equals("weather");
        var time = isWeather ? days() : time(root.node("time", "{base: utc, zone: America/New_York, stamp: end}"));
        var units = isWeather ? Map.<String, ScaledUnit>of() : units();
        var shape =
                switch (format) {
                    case "cmep" -> cmep(root.node("cmep", "{key: \"{meter}:{commodity}:{units}\", …}"));
                    case "csv" -> csv(root.node("csv", "{series: […]}"), units.keySet());
                    case "weather" -> weather(root.node("weather", "{station: STATION, date: DATE, …}"));
                    default -> throw root.wrong("format", "is '%s'".formatted(format), "cmep (or csv, weather)");
                };
        var profile = new FeedProfile(feed, time, sourceStamps(shape), units, shape);
        root.nothingElse();
        return profile;
    }

    private static String feedName(String name) {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,39}") || name.equals("refused")) {
            throw new IllegalArgumentException("a feed's name is a folder's");
        }
        return name;
    }

    /** A station's days have no clock but the zone's: by it a day that has not come yet is known. */
    private TimeBase days() {
        var zone = root.value("zone", "America/New_York", ZoneId::of);
        return new TimeBase(TimeBase.Clock.LOCAL, null, zone, TimeBase.StampAt.BEGIN, TimeBase.Gap.REJECT);
    }

    private static TimeBase time(Node node) {
        var base = node.text("base", "utc (or local, local-standard, -05:00)");
        var clock =
                switch (base) {
                    case "utc" -> TimeBase.Clock.UTC;
                    case "local" -> TimeBase.Clock.LOCAL;
                    case "local-standard" -> TimeBase.Clock.LOCAL_STANDARD;
                    default -> TimeBase.Clock.OFFSET;
                };
        var offset = clock == TimeBase.Clock.OFFSET
                ? node.parsed("base", base, "utc (or local, local-standard, -05:00)", ZoneOffset::of)
                : null;
        var zone = node.value("zone", "America/New_York", ZoneId::of);
        var stamp = node.value("stamp", "end (or begin, last-minute)", word -> constant(TimeBase.StampAt.class, word));
        var gap = node.maybe("gap", "reject (or fold)")
                .map(word -> node.parsed("gap", word, "reject (or fold)", known -> constant(TimeBase.Gap.class, known)))
                .orElse(TimeBase.Gap.REJECT);
        node.nothingElse();
        return new TimeBase(clock, offset, zone, stamp, gap);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word) {
        if (!word.equals(word.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("lower case");
        }
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private Map<String, ScaledUnit> units() {
        var node = root.node("units", "{KWH: kWh, CCF: {unit: ft3, times: 100}}");
        var units = new HashMap<String, ScaledUnit>();
        for (var name : node.names()) {
            units.put(name, node.isNode(name) ? scaled(node.node(name, "")) : unit(node, name, BigDecimal.ONE));
        }
        node.nothingElse();
        return units;
    }

    private static ScaledUnit scaled(Node node) {
        var times = node.value("times", "100", BigDecimal::new);
        if (times.signum() <= 0) {
            throw node.wrong("times", "is '%s'".formatted(times), "100");
        }
        var scaled = unit(node, "unit", times);
        node.nothingElse();
        return scaled;
    }

    private static ScaledUnit unit(Node node, String field, BigDecimal times) {
        return new ScaledUnit(node.value(field, "ft3", ProfileReader::unit), times);
    }

    private static Unit unit(String symbol) {
        return Unit.ofSymbol(symbol).orElseThrow(() -> new IllegalArgumentException("no unit of ours"));
    }

    private List<SourceStamp> sourceStamps(FeedProfile.Shape shape) {
        var example = "[record] (or {column: …, pattern: …}, {file-name: …, pattern: …}, received)";
        var stamps = new ArrayList<SourceStamp>();
        for (var item : root.items("source-stamp", example)) {
            if (item instanceof Node node) {
                stamps.add(sourceStamp(node));
            } else if (item.equals("received")) {
                stamps.add(new SourceStamp.Received());
            } else if (item.equals("record") && shape instanceof CmepShape) {
                stamps.add(new SourceStamp.InRecord());
            } else {
                throw root.wrong("source-stamp", "has '%s'".formatted(item), example);
            }
        }
        if (shape instanceof CmepShape && stamps.stream().anyMatch(SourceStamp.InColumn.class::isInstance)) {
            throw root.wrong("source-stamp", "names a column, which CMEP has not", "[record]");
        }
        return stamps;
    }

    private static SourceStamp sourceStamp(Node node) {
        var pattern = node.value("pattern", "yyyyMMddHHmm", ProfileReader::timePattern);
        var base = node.maybe("base", "utc").orElse("");
        if (!base.isEmpty() && !base.equals("utc")) {
            throw node.wrong("base", "is '%s'".formatted(base), "utc");
        }
        var utc = base.equals("utc");
        var stamp = node.has("column")
                ? new SourceStamp.InColumn(node.text("column", "Created"), pattern, utc)
                : new SourceStamp.InFileName(node.value("file-name", "'(\\d{12})'", Pattern::compile), pattern, utc);
        node.nothingElse();
        return stamp;
    }

    private static String timePattern(String pattern) {
        java.util.Objects.requireNonNull(DateTimeFormatter.ofPattern(pattern, Locale.US)); // or it throws
        return pattern;
    }

    private static CmepShape cmep(Node node) {
        var example = "\"{meter}:{commodity}:{units}\"";
        var key = node.value("key", example, KeyTemplate::parse);
        if (!CMEP_NAMES.containsAll(key.names())) {
            throw node.wrong("key", "has a name other than meter, commodity and units", example);
        }
        var digits = texts(node, "meter-digits", "[3, 2, 1]").stream()
                .map(digit -> node.parsed("meter-digits", digit, "[3, 2, 1]", Integer::valueOf))
                .toList();
        var shape = new CmepShape(
                key,
                digits,
                new HashSet<>(texts(node, "purposes", "[OK, RESEND]")),
                qualities(node.node("qualities", "{R: raw, E: estimated, N: missing}")),
                bits(node, "missing-bits", "[5]"),
                bits(node, "suspect-bits", "[9, 10]"));
        node.nothingElse();
        return shape;
    }

    private static List<String> texts(Node node, String field, String example) {
        return node.items(field, example).stream().map(String::valueOf).toList();
    }

    private static long bits(Node node, String field, String example) {
        var mask = 0L;
        for (var bit : texts(node, field, example)) {
            mask |= 1L << node.parsed(field, bit, example, word -> Math.min(62, Integer.parseUnsignedInt(word)));
        }
        return mask;
    }

    private static QualityWords qualities(Node node) {
        var meanings = new HashMap<String, ReadingQuality>();
        var missing = new HashSet<String>();
        for (var word : node.names()) {
            if (node.text(word, "estimated").equals("missing")) {
                missing.add(word);
            } else {
                meanings.put(word, node.value(word, "estimated", name -> constant(ReadingQuality.class, name)));
            }
        }
        return new QualityWords(meanings, missing);
    }

    private static FeedProfile.Weather weather(Node node) {
        var shape = new FeedProfile.Weather(
                delimiter(node),
                node.text("station", "STATION"),
                node.text("date", "DATE"),
                node.value("pattern", "yyyy-MM-dd", ProfileReader::timePattern),
                node.text("mean", "TAVG"),
                node.text("high", "TMAX"),
                node.text("low", "TMIN"),
                node.text("rain", "PRCP"),
                scaled(node, "temperature", Set.of("C", "F")),
                scaled(node, "rainfall", Set.of("mm", "in")),
                node.has("missing") ? Set.copyOf(texts(node, "missing", "[\"\", \"-9999\"]")) : Set.of(""),
                node.has("trace") ? Set.copyOf(texts(node, "trace", "[T]")) : Set.of(),
                maybe(node, "flags"));
        node.nothingElse();
        return shape;
    }

    private static FeedProfile.Weather.Scaled scaled(Node node, String field, Set<String> units) {
        var example = "{unit: %s, times: 0.1}".formatted(units.contains("C") ? "C" : "mm");
        var one = node.node(field, example);
        var unit = one.text("unit", "C or F, mm or in");
        var times = one.has("times") ? one.value("times", "0.1", BigDecimal::new) : BigDecimal.ONE;
        if (!units.contains(unit) || times.signum() <= 0) {
            throw node.wrong(field, "is '%s' times '%s'".formatted(times, unit), example);
        }
        one.nothingElse();
        return new FeedProfile.Weather.Scaled(unit, times);
    }

    private static char delimiter(Node node) {
        var delimiter = node.maybe("delimiter", "\",\"").orElse(",");
        if (delimiter.length() != 1 || delimiter.charAt(0) > 126 || "\"\r\n".contains(delimiter)) {
            throw node.wrong("delimiter", "is '%s', not one plain character".formatted(delimiter), "\",\"");
        }
        return delimiter.charAt(0);
    }

    private static CsvShape csv(Node node, Set<String> units) {
        var delimiter = delimiter(node);
        var series = new ArrayList<CsvShape.Series>();
        for (var item : node.items("series", "[{key: …, kind: delta, …}]")) {
            if (!(item instanceof Node one)) {
                throw node.wrong("series", "has '%s'".formatted(item), "[{key: …, kind: delta, …}]");
            }
            series.add(series(one, units));
        }
        node.nothingElse();
        return new CsvShape(delimiter, series);
    }

    private static CsvShape.Series series(Node node, Set<String> units) {
        var kind = node.text("kind", "delta (or register)");
        if (!kind.equals("delta") && !kind.equals("register")) {
            throw node.wrong("kind", "is '%s'".formatted(kind), "delta (or register)");
        }
        var unitColumn = maybe(node, "unit-column");
        var unit = unitColumn == null ? node.text("unit", "KWH, one of the profile's units") : "";
        if (unitColumn == null && !units.contains(unit)) {
            throw node.wrong("unit", "is '%s', which is not among the profile's units".formatted(unit), "KWH");
        }
        var qualityColumn = maybe(node, "quality-column");
        var qualities = node.has("qualities")
                ? qualities(node.node("qualities", "{\"0\": valid, \"1\": estimated}"))
                : new QualityWords(Map.of("", ReadingQuality.VALID), Set.of());
        var series = new CsvShape.Series(
                node.value("key", "\"{Meter}:flow\"", KeyTemplate::parse),
                kind.equals("delta") ? node.value("length", "PT1H", ReadLength::parse) : null,
                node.text("time", "Flow_Time"),
                node.value("pattern", "yyyy-MM-dd HH:mm", ProfileReader::timePattern),
                node.text("value", "Flow"),
                unitColumn,
                unit,
                qualityColumn,
                qualities,
                node.has("missing") ? Set.copyOf(texts(node, "missing", "[\"\", ERROR]")) : Set.of(""),
                maybe(node, "daylight-column"),
                node.maybe("daylight-yes", "Y").orElse("Y"));
        node.nothingElse();
        return series;
    }

    private static @Nullable String maybe(Node node, String field) {
        return node.maybe(field, "Flow_Unit").orElse(null);
    }
}
