package meterside.ingest.read;

/**
 * One partition of {@code meter-reads}, named so that offsets of another cluster, or of a topic made anew, are not
 * mistaken for its own.
 */
public record Partition(String cluster, String topicId, int number) implements Comparable<Partition> {

    @Override
    public int compareTo(Partition other) {
        return Integer.compare(number, other.number);
    }
}
