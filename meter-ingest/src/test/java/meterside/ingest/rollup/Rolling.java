package meterside.ingest.rollup;

import org.springframework.context.ApplicationContext;

/** Rolls up by hand, for tests. */
public final class Rolling {

    private Rolling() {}

    /** Rolls up whatever is due by the clock. */
    public static void all(ApplicationContext context) {
        var roller = context.getBean(DayRoller.class);
        while (roller.roll()) {
            Thread.onSpinWait();
        }
    }
}
