package meterside.portal.row;

import java.util.Locale;

/**
 * Why a file is refused: one thing that is wrong with it.
 *
 * @param line in the file, from 1; 0 when it is about the whole file
 * @param detail a sentence for whoever wrote the file
 */
public record Fault(int line, Code code, String detail) {

    /** What can be wrong; docs/formats/bills.md has a line for each. */
    public enum Code {
        NOT_TEXT,
        NOT_CSV,
        NOT_JSON,
        NOT_BILLS,
        OUT_OF_PLACE,
        UNKNOWN_FIELD,
        MISSING,
        TOO_LONG,
        NOT_A_DAY,
        NOT_MONEY,
        FRACTION_OF_A_CENT,
        NOT_A_NUMBER,
        NOT_KNOWN,
        DAYS_REVERSED,
        OUTSIDE_ITS_BILL,
        NO_CHARGES,
        DOES_NOT_ADD_UP,
        NO_CONTROL_TOTAL,
        CONTROL_TOTAL,
        FOREIGN_CURRENCY,
        TWICE_IN_FILE,
        UNKNOWN_ACCOUNT,
        UNKNOWN_USAGE_POINT,
        OTHER_COMMODITY,
        BILLED_TWICE,
        CHANGED_WITHOUT_REASON,
        NOTHING_TO_CORRECT,
        OTHER_ACCOUNT,
        PAYMENT_CHANGED,
        FILE_CHANGED;

        /** {@return how it is written in reports, such as {@code billed-twice}} */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
