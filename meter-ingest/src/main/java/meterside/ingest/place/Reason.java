package meterside.ingest.place;

/** Why a read could not be placed. The code is stable: reports and operators' scripts know it. */
enum Reason {
    UNKNOWN_KEY("unknown-key"),
    OUTSIDE_CHANNEL("outside-channel"),
    OUTSIDE_INSTALLATION("outside-installation"),
    WRONG_KIND("wrong-kind"),
    WRONG_UNIT("wrong-unit"),
    WRONG_LENGTH("wrong-length"),
    OFF_GRID("off-grid"),
    IN_FUTURE("in-future"),
    TOO_OLD("too-old");

    private final String code;

    Reason(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
