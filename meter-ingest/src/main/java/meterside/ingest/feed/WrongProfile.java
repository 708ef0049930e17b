package meterside.ingest.feed;

/** A feed profile that cannot be used. Its message is one sentence with the file, the field and an example. */
public final class WrongProfile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongProfile(String file, String problem) {
        super("The feed profile %s cannot be used: %s".formatted(file, problem));
    }
}
