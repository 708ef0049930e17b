package meterside.portal.testing;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** A CSV file of bills with its control totals, added up the plainest way. */
public final class TotalledFile {

    private static final int TOTAL_OF_A_BILL = 7;
    private static final int AMOUNT_OF_A_CHARGE = 7;
    private static final int AMOUNT_OF_A_PAYMENT = 3;

    private TotalledFile() {}

    /** @param records bills, charges (with their lines behind a line end) and payments, in order */
    public static String of(String... records) {
        var text = new StringBuilder("file,meterside-bills/1,USD\n");
        Map<String, BigDecimal> sums = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (var record : records) {
            text.append(record).append('\n');
            var cells = record.split("\n", 2)[0].split(",", -1);
            var of =
                    switch (cells[0]) {
                        case "bill" -> "bills";
                        case "payment" -> "payments";
                        default -> cells[1];
                    };
            var amount = new BigDecimal(
                    switch (cells[0]) {
                        case "bill" -> cells[TOTAL_OF_A_BILL];
                        case "payment" -> cells[AMOUNT_OF_A_PAYMENT];
                        default -> cells[AMOUNT_OF_A_CHARGE];
                    });
            sums.merge(of, cells[2].equals("credit") ? amount.negate() : amount, BigDecimal::add);
            counts.merge(of, 1, Integer::sum);
        }
        sums.forEach((of, sum) -> text.append("total,%s,%d,%s\n".formatted(of, counts.get(of), sum.toPlainString())));
        return text.toString();
    }
}
