package meterside.ingest.read;

import java.util.Arrays;
import java.util.List;

/** Ends the storing of a batch at a step of its transaction, for tests. */
public final class Kills {

    private Kills() {}

    /** What a kill looks like from within: no one catches it, and no one tidies up. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        public Killed(Enum<?> at) {
            super("killed at " + at);
        }
    }

    /** {@return the steps of the transaction} */
    public static List<String> steps() {
        return Arrays.stream(ReadStore.Step.values()).map(Enum::name).toList();
    }

    /** Kills when the step is reached for the {@code nth} time. */
    public static void at(ReadStore store, String step, int nth) {
        var left = new int[] {nth};
        store.steps = reached -> {
            if (reached.name().equals(step) && --left[0] == 0) {
                throw new Killed(reached);
            }
        };
    }
}
