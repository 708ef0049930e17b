package meterside.portal.allocation;

/** A policy that cannot be used. Its message is one sentence with the file and the line. */
public final class WrongPolicy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param line from 1; 0 when the whole file is meant */
    WrongPolicy(String file, int line, String problem) {
        super("The allocation policy %s cannot be used: %s%s"
                .formatted(file, line == 0 ? "" : "line %d: ".formatted(line), problem));
    }
}
