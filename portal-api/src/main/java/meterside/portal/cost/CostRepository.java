package meterside.portal.cost;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import meterside.metering.Unit;
import meterside.portal.account.CustomerScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What bills of a customer's account ask for a usage point's own service. A file has some hundred of them at most. */
@Repository
class CostRepository {

    private final DatabaseClient db;

    CostRepository(DatabaseClient db) {
        this.db = db;
    }

    private record Row(
            long charge,
            LocalDate issuedOn,
            LocalDate first,
            LocalDate beyond,
            long known,
            long cents,
            String currency,
            @Nullable Long quantity,
            @Nullable String unit,
            String basis,
            @Nullable String text,
            @Nullable Long lineCents,
            @Nullable Long lineQuantity,
            @Nullable String lineUnit) {}

    /**
     * {@return the charges for some of these days, in their order, as the bills stood at the instant}
     *
     * @param to exclusive
     */
    Mono<List<Cost>> of(CustomerScope scope, LocalDate from, LocalDate to, Instant at) {
        return db.sql("""
                        select c.id as charge, b.issued_on, lower(c.during) as first, upper(c.during) as beyond,
                               floor(extract(epoch from i.imported_at))::bigint as known, c.amount_cents as cents, i.currency,
                               c.quantity, c.unit, c.basis,
                               l.text, l.amount_cents as line_cents, l.quantity as line_quantity, l.unit as line_unit
                        from charge c
                        join usage_point p on p.id = c.usage_point and p.commodity = c.service
                        join bill b on b.id = c.bill and b.account = c.account
                        join bill_import i on i.id = b.import
                        left join charge_line l on l.charge = c.id
                        where c.account = :account and c.usage_point = :usagePoint and c.kind = 'service'
                          and c.during && daterange(:from, :to)
                          and i.imported_at <= :at
                          and not exists (select from bill r join bill_import ri on ri.id = r.import
                                          where r.corrects = b.id and ri.imported_at <= :at)
                        order by lower(c.during), c.id, l.line
                        """)
                .bind("account", scope.account())
                .bind("usagePoint", scope.usagePoint().value())
                .bind("from", from)
                .bind("to", to)
                .bind("at", at)
                .mapProperties(Row.class)
                .all()
                .collectList()
                .map(CostRepository::costs);
    }

    private static List<Cost> costs(List<Row> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(Row::charge, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(CostRepository::cost)
                .toList();
    }

    private static Cost cost(List<Row> rows) {
        var row = rows.getFirst();
        return new Cost(
                row.charge(),
                row.issuedOn(),
                row.first(),
                row.beyond(),
                Instant.ofEpochSecond(row.known()),
                row.cents(),
                row.currency(),
                Optional.ofNullable(row.quantity()),
                Optional.ofNullable(row.unit()).flatMap(Unit::ofSymbol),
                row.basis(),
                rows.stream().flatMap(CostRepository::line).toList());
    }

    private static Stream<Cost.Line> line(Row row) {
        var text = row.text();
        var cents = row.lineCents();
        return text == null || cents == null
                ? Stream.empty()
                : Stream.of(new Cost.Line(
                        text,
                        cents,
                        Optional.ofNullable(row.lineQuantity()),
                        Optional.ofNullable(row.lineUnit()).flatMap(Unit::ofSymbol)));
    }
}
