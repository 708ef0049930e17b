package meterside.portal.wish;

import java.util.Locale;
import java.util.Optional;
import meterside.portal.gateway.Instrument;

/** What it is paid with. */
public enum Kind {
    CARD,
    BANK,
    CASH,
    CHEQUE;

    /** {@return as it is stored and told} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Kind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** {@return what the provider takes it from; empty at the counter} */
    public Optional<Instrument> instrument() {
        return switch (this) {
            case CARD -> Optional.of(Instrument.CARD);
            case BANK -> Optional.of(Instrument.BANK);
            case CASH, CHEQUE -> Optional.empty();
        };
    }
}
