package meterside.ingest.series;

/** Reads in order of their start, each start once; in columns. */
final class Reads {

    private final long[] starts;
    private final long[] values;
    private final Mark[] marks;
    private final int[] lines;
    private int size;

    private Reads(long[] starts, long[] values, Mark[] marks, int[] lines, int size) {
        this.starts = starts;
        this.values = values;
        this.marks = marks;
        this.lines = lines;
        this.size = size;
    }

    /** {@return the whole series as it is: already in order, each start once} */
    static Reads of(Series series, long[] starts) {
        var size = starts.length;
        var reads = withRoom(size);
        for (var i = 0; i < size; i++) {
            reads.add(starts[i], series.value(i), series.mark(i), series.line(i));
        }
        return reads;
    }

    static Reads withRoom(int most) {
        return new Reads(new long[most], new long[most], new Mark[most], new int[most], 0);
    }

    void add(long start, long value, Mark mark, int line) {
        starts[size] = start;
        values[size] = value;
        marks[size] = mark;
        lines[size++] = line;
    }

    int size() {
        return size;
    }

    long start(int i) {
        return starts[i];
    }

    long value(int i) {
        return values[i];
    }

    Mark mark(int i) {
        return marks[i];
    }

    int line(int i) {
        return lines[i];
    }

    int firstLine(int from, int to) {
        var first = lines[from];
        for (var i = from; i < to; i++) {
            first = Math.min(first, lines[i]);
        }
        return first;
    }

    int lastLine(int from, int to) {
        var last = lines[from];
        for (var i = from; i < to; i++) {
            last = Math.max(last, lines[i]);
        }
        return last;
    }
}
