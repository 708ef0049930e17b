package meterside.portal.billfile;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** What a bill says, as one SHA-256: the same bill in another file or another format has the same. */
final class Fingerprint {

    private final StringBuilder text = new StringBuilder(1024);

    private Fingerprint() {}

    static byte[] of(Bill bill) {
        var print = new Fingerprint();
        print.add(bill.number(), bill.account(), bill.issuedOn(), bill.dueOn(), bill.from(), bill.to());
        print.add(bill.totalCents(), bill.reason(), bill.reasonEs());
        for (var charge : bill.charges()) {
            print.add("charge", charge.service(), charge.kind(), charge.usagePoint(), charge.from(), charge.to());
            print.add(charge.dueOn(), charge.amountCents(), charge.billionths(), charge.unit(), charge.basis());
            print.add(charge.startRegister(), charge.endRegister(), charge.note(), charge.noteEs());
            for (var line : charge.lines()) {
                print.add("line", line.text(), line.textEs(), line.billionths(), line.unit(), line.price());
                print.add(line.amountCents());
            }
        }
        return sha256(print.text.toString());
    }

    /** Each field ends with a character that no field can hold, so that no two bills run together into the same text. */
    private void add(@Nullable Object... fields) {
        for (var field : fields) {
            if (field instanceof java.math.BigDecimal number) {
                text.append(number.stripTrailingZeros().toPlainString());
            } else if (field != null) {
                text.append(field);
            }
            text.append('\u0000');
        }
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
