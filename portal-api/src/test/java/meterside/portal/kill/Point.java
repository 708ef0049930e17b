package meterside.portal.kill;

/** Where a payment is when the portal dies, and what there is of it then. */
enum Point {
    BEFORE_THE_WISH(Way.DEBIT, "", 0, 0),
    BEFORE_THE_WISH_IS_COMMITTED(Way.DEBIT, "", 0, 0),
    AFTER_THE_WISH(Way.DEBIT, "created", 0, 0),
    WHILE_ASKING(Way.DEBIT, "created", 0, 0),
    BEFORE_THE_ANSWER(Way.DEBIT, "created", 1, 0),
    BEFORE_THE_OUTCOME(Way.DEBIT, "created", 1, 0),
    BEFORE_THE_OUTCOME_IS_COMMITTED(Way.DEBIT, "created", 1, 0),
    AFTER_THE_OUTCOME(Way.DEBIT, "settled", 1, 1),
    BEFORE_THE_PAGE(Way.PAGE, "created", 0, 0),
    BEFORE_THE_PAGE_IS_NOTED(Way.PAGE, "created", 0, 0),
    IN_THE_WEBHOOK(Way.WEBHOOK, "waiting", 1, 0),
    BEFORE_THE_WEBHOOK_IS_COMMITTED(Way.WEBHOOK, "waiting", 1, 0),
    AFTER_THE_WEBHOOK(Way.WEBHOOK, "settled", 1, 1);

    /** How it is paid: by a saved card, on the provider's page, or there and told by a webhook. */
    enum Way {
        DEBIT,
        PAGE,
        WEBHOOK
    }

    final Way way;
    final String state;
    final int taken;
    final int posted;

    /**
     * @param state in which the dead portal left it; empty if there is no such payment
     * @param taken how often the provider took the money
     * @param posted how often that stands in the books
     */
    Point(Way way, String state, int taken, int posted) {
        this.way = way;
        this.state = state;
        this.taken = taken;
        this.posted = posted;
    }
}
