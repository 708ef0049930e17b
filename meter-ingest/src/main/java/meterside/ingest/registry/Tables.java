package meterside.ingest.registry;

import static meterside.ingest.registry.Table.fixed;
import static meterside.ingest.registry.Table.free;
import static meterside.ingest.registry.Table.key;
import static meterside.ingest.registry.Table.words;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import meterside.ingest.row.BadRow;
import meterside.ingest.row.Fields;
import org.jspecify.annotations.Nullable;

/** The registry's seven files, in the order in which they refer to each other, and how a row of each is read. */
enum Tables {
    USAGE_POINTS(new Table(
            "usage_point",
            "usage_points.csv",
            List.of(
                    key("number", "text"),
                    free("commodity", "text"),
                    fixed("zone", "text"),
                    free("class", "text"),
                    free("size_band", "text"),
                    free("station", "text"),
                    free("address", "text")),
            words("number commodity zone"),
            words("class size_band station address"))) {
        @Override
        List<@Nullable String> values(Fields row, Lookups known) throws BadRow {
            return values(
                    row.text("number"),
                    row.oneOf("commodity", "electricity", "water", "gas"),
                    row.zone("zone"),
                    row.textOrNull("class"),
                    row.textOrNull("size_band"),
                    row.textOrNull("station"),
                    row.textOrNull("address"));
        }
    },
    METERS(new Table(
            "meter",
            "meters.csv",
            List.of(
                    key("maker", "text"),
                    key("serial", "text"),
                    free("dials", "smallint"),
                    free("register_unit", "text"),
                    free("register_step", "numeric"),
                    free("flow_limit", "numeric")),
            words("maker serial"),
            words("dials register_unit register_step flow_limit"))) {
        @Override
        List<@Nullable String> values(Fields row, Lookups known) throws BadRow {
            return values(
                    row.text("maker"),
                    row.text("serial"),
                    row.dialsOrNull("dials"),
                    row.textOrNull("register_unit"),
                    row.positiveOrNull("register_step"),
                    row.positiveOrNull("flow_limit"));
        }
    },
    INSTALLATIONS(new Table(
            "meter_installation",
            "meter_installations.csv",
            List.of(
                    key("meter", "bigint"),
                    key("usage_point", "bigint"),
                    key("from", "timestamptz"),
                    free("to", "timestamptz"),
                    free("multiplier", "numeric"),
                    free("start_register", "numeric"),
                    free("end_register", "numeric")),
            words("maker serial usage_point from to"),
            words("multiplier start_register end_register"))) {
        @Override
        List<@Nullable String> values(Fields row, Lookups known) throws BadRow {
            var from = row.instant("from");
            var multiplier = row.positiveOrNull("multiplier");
            return values(
                    Long.toString(known.meter(row.text("maker"), row.text("serial"))),
                    Long.toString(known.point(row.text("usage_point")).id()),
                    from.toString(),
                    text(row.endAfter(from)),
                    multiplier == null ? "1" : multiplier,
                    row.numberOrNull("start_register"),
                    row.numberOrNull("end_register"));
        }
    },
    CHANNELS(new Table(
            "channel",
            "channels.csv",
            List.of(
                    key("usage_point", "bigint"),
                    key("quantity", "text"),
                    key("flow", "text"),
                    key("kind", "text"),
                    fixed("unit", "text"),
                    fixed("length", "text"),
                    key("from", "timestamptz"),
                    free("to", "timestamptz")),
            words("usage_point quantity flow kind unit length from to"),
            words(""))) {
        @Override
        List<@Nullable String> values(Fields row, Lookups known) throws BadRow {
            var from = row.instant("from");
            var kind = row.oneOf("kind", "delta", "register");
            return values(
                    Long.toString(known.point(row.text("usage_point")).id()),
                    row.text("quantity"),
                    row.oneOf("flow", "delivered", "received", "net", "total"),
                    kind,
                    row.unit("unit"),
                    row.length("length", kind.equals("register")),
                    from.toString(),
                    text(row.endAfter(from)));
        }
    },
    FEED_KEYS(new Table(
            "feed_key",
            "feed_keys.csv",
            List.of(
                    key("feed", "text"),
                    key("key", "text"),
                    fixed("channel", "integer"),
                    key("from", "timestamptz"),
                    free("to", "timestamptz")),
            words("feed key usage_point quantity flow kind from to"),
            words(""))) {
        @Override
        List<@Nullable String> values(Fields row, Lookups known) throws BadRow {
            var from = row.instant("from");
            var kind =
                    new Lookups.Kind(row.text("usage_point"), row.text("quantity"), row.text("flow"), row.text("kind"));
            known.point(kind.point());
            return values(
                    row.text("feed"),
                    row.text("key"),
                    Integer.toString(known.channel(kind, from)),
                    from.toString(),
                    text(row.endAfter(from)));
        }
    },
    ACCOUNTS(new Table(
            "account",
            "accounts.csv",
            List.of(key("number", "text"), free("name", "text")),
            words("number name"),
            words(""))) {
        @Override
        List<@Nullable String> values(Fields row, Lookups known) throws BadRow {
            return values(row.text("number"), row.text("name"));
        }
    },
    AGREEMENTS(new Table(
            "service_agreement",
            "service_agreements.csv",
            List.of(
                    key("account", "bigint"),
                    key("usage_point", "bigint"),
                    key("from", "timestamptz"),
                    free("to", "timestamptz"),
                    free("rate", "text"),
                    free("cycle", "text")),
            words("account usage_point from to"),
            words("rate cycle"))) {
        @Override
        List<@Nullable String> values(Fields row, Lookups known) throws BadRow {
            var from = row.instant("from");
            var to = row.endAfter(from);
            var point = known.point(row.text("usage_point"));
            Fields.requireMidnight(from, point.zone(), "from");
            if (to != null) {
                Fields.requireMidnight(to, point.zone(), "to");
            }
            return values(
                    Long.toString(known.account(row.text("account"))),
                    Long.toString(point.id()),
                    from.toString(),
                    text(to),
                    row.textOrNull("rate"),
                    row.textOrNull("cycle"));
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // its collections are copies that cannot change
    private final Table table;

    Tables(Table table) {
        this.table = table;
    }

    Table table() {
        return table;
    }

    /** {@return a value for each of the table's columns} */
    abstract List<@Nullable String> values(Fields row, Lookups known) throws BadRow;

    static List<@Nullable String> values(@Nullable String... values) {
        return Arrays.asList(values);
    }

    static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
