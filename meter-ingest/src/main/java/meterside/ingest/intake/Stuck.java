package meterside.ingest.intake;

/** Going on would lose reads or store them twice: someone has to look. The message says what to do. */
final class Stuck extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stuck(String message) {
        super(message);
    }
}
