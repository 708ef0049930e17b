package meterside.metering;

/**
 * How far a read can be trusted. A subset of ESPI {@code QualityOfReading}; the codes are ESPI's. Declared from the best
 * to the worst for a bill, so that the worst of several is the greatest.
 */
public enum ReadingQuality {
    VALID(0),
    RAW(14),
    EDITED(7),
    ESTIMATED(8),
    DERIVED(11),
    FORECAST(12),
    QUESTIONABLE(10);

    private final int code;

    ReadingQuality(int code) {
        this.code = code;
    }

    /** {@return ESPI's code, as stored} */
    public int code() {
        return code;
    }

    /**
     * {@return the quality with this ESPI code}
     *
     * @throws IllegalArgumentException if we do not use the code
     */
    public static ReadingQuality ofCode(int code) {
        for (var quality : values()) {
            if (quality.code == code) {
                return quality;
            }
        }
        throw new IllegalArgumentException("no reading quality has code " + code);
    }

    /** {@return the less trustworthy of the two} */
    public ReadingQuality worse(ReadingQuality other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** {@return the name on the wire, such as {@code estimated}} */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
