package meterside.standins.billing;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meterside.standins.billing.Bill.Charge;
import meterside.standins.billing.Bill.Counted;
import meterside.standins.billing.Bill.Line;
import meterside.standins.billing.Bill.Said;
import meterside.standins.billing.Payer.Paid;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One file of bills and of what came by mail, with its control totals; a bill a line. */
final class BillFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Bill> bills = new ArrayList<>();
    private final List<Paid> payments = new ArrayList<>();

    private record Sum(int count, long cents) {

        Sum plus(long more) {
            return new Sum(count + 1, cents + more);
        }
    }

    void add(Bill bill) {
        bills.add(bill);
    }

    void add(Paid paid) {
        payments.add(paid);
    }

    Path write(Path file) throws IOException {
        var text = new StringBuilder("{\"format\": \"meterside-bills/1\", \"currency\": \"USD\",\n\"bills\": [");
        list(text, bills.stream().map(BillFile::fields).toList());
        text.append("],\n\"payments\": [");
        list(
                text,
                payments.stream()
                        .sorted(Comparator.comparing(Paid::on).thenComparing(Paid::account))
                        .map(BillFile::fields)
                        .toList());
        text.append("],\n\"totals\": [");
        list(text, totals());
        return Files.writeString(file, text.append("]}\n"));
    }

    private static void list(StringBuilder text, List<Map<String, Object>> records) {
        var comma = "\n  ";
        for (var record : records) {
            text.append(comma).append(JSON.writeValueAsString(record));
            comma = ",\n  ";
        }
    }

    private List<Map<String, Object>> totals() {
        var sums = new TreeMap<String, Sum>();
        var none = new Sum(0, 0);
        for (var bill : bills) {
            sums.merge("bills", none.plus(bill.cents()), (sum, one) -> sum.plus(one.cents()));
            for (var charge : bill.charges()) {
                sums.merge(charge.service(), none.plus(charge.signedCents()), (sum, one) -> sum.plus(one.cents()));
            }
        }
        for (var paid : payments) {
            sums.merge("payments", none.plus(paid.cents()), (sum, one) -> sum.plus(one.cents()));
        }
        var totals = new ArrayList<Map<String, Object>>();
        sums.forEach((of, sum) -> totals.add(Map.of("of", of, "count", sum.count(), "amount", dollars(sum.cents()))));
        return totals;
    }

    private static Map<String, Object> fields(Bill bill) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("number", bill.number());
        fields.put("account", bill.account());
        fields.put("issuedOn", bill.issuedOn().toString());
        fields.put("dueOn", bill.dueOn().toString());
        fields.put("from", bill.from().toString());
        fields.put("to", bill.to().toString());
        fields.put("total", dollars(bill.cents()));
        put(fields, "reason", bill.reason());
        fields.put("charges", bill.charges().stream().map(BillFile::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(Charge charge) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("service", charge.service());
        fields.put("kind", charge.kind());
        putText(fields, "usagePoint", charge.usagePoint());
        fields.put("amount", dollars(charge.cents()));
        var counted = charge.counted();
        if (counted != null) {
            fields.put("quantity", decimal(counted.thousandths()));
            fields.put("unit", counted.unit());
        }
        fields.put("basis", charge.basis());
        if (counted != null) {
            registers(fields, counted);
        }
        put(fields, "note", charge.note());
        fields.put("lines", charge.lines().stream().map(BillFile::fields).toList());
        return fields;
    }

    private static void registers(Map<String, Object> fields, Counted counted) {
        var start = counted.start();
        var end = counted.end();
        if (start != null && end != null) {
            fields.put("startRegister", decimal(start));
            fields.put("endRegister", decimal(end));
        }
    }

    private static Map<String, Object> fields(Line line) {
        var fields = new LinkedHashMap<String, Object>();
        put(fields, "text", line.text());
        putText(fields, "quantity", plain(line.quantity()));
        putText(fields, "unit", line.unit());
        putText(fields, "price", plain(line.price()));
        fields.put("amount", dollars(line.cents()));
        return fields;
    }

    private static Map<String, Object> fields(Paid paid) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("account", paid.account());
        fields.put("on", paid.on().toString());
        fields.put("amount", dollars(paid.cents()));
        fields.put("reference", paid.reference());
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Said said) {
        if (said != null) {
            fields.put(name, said.english());
            fields.put(name + "Es", said.spanish());
        }
    }

    private static void putText(Map<String, Object> fields, String name, @Nullable String text) {
        if (text != null) {
            fields.put(name, text);
        }
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    private static String decimal(long thousandths) {
        return BigDecimal.valueOf(thousandths, 3).toPlainString();
    }

    private static String dollars(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }
}
