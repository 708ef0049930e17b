package meterside.ingest.merge;

/**
 * Names a read for good, whatever version of it.
 *
 * @param start microseconds since 1970
 */
public record ReadKey(int channel, long start) {}
