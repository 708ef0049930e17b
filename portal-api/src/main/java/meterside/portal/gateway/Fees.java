package meterside.portal.gateway;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What paying costs on top, told before anyone confirms and its own line everywhere (PY13). */
@Component
public class Fees {

    private static final Pattern PER_CENT = Pattern.compile("([0-9]{1,2}(\\.[0-9]{1,4})?)%");

    private final Fee card;
    private final Fee bank;

    Fees(@Value("${METERSIDE_CARD_FEE:none}") String card, @Value("${METERSIDE_BANK_FEE:none}") String bank) {
        this.card = fee("METERSIDE_CARD_FEE", card);
        this.bank = fee("METERSIDE_BANK_FEE", bank);
    }

    /** @param part of the amount, in hundredths; a flat fee has none */
    private record Fee(long flatCents, BigDecimal part) {}

    /** {@return the fee in cents, a part of a cent rounded half-even} */
    public long cents(Instrument instrument, long amountCents) {
        var fee =
                switch (instrument) {
                    case CARD -> card;
                    case BANK -> bank;
                };
        return BigDecimal.valueOf(amountCents)
                .multiply(fee.part())
                .movePointLeft(2)
                .setScale(0, RoundingMode.HALF_EVEN)
                .add(BigDecimal.valueOf(fee.flatCents()))
                .longValueExact();
    }

    private static Fee fee(String setting, String text) {
        var value = text.strip();
        if (value.equals("none")) {
            return new Fee(0, BigDecimal.ZERO);
        }
        var part = PER_CENT.matcher(value);
        return part.matches()
                ? new Fee(0, new BigDecimal(part.group(1)))
                : new Fee(Dollars.cents(setting + " is none, a part such as 2.5%, or it", value), BigDecimal.ZERO);
    }
}
