package meterside.ingest.read;

/**
 * How far a partition is.
 *
 * @param storedNext the first offset not yet stored
 * @param announcedNext the first not yet announced; never beyond {@code storedNext}
 */
public record Position(long storedNext, long announcedNext) {}
