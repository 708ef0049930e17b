package meterside.portal.row;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a file. All are counted; the first thousand are kept, so that a broken file needs no memory. */
public final class Faults {

    static final int MOST_KEPT = 1000;

    private final List<Fault> kept = new ArrayList<>();
    private long count;

    public void add(int line, Fault.Code code, String detail) {
        count++;
        if (kept.size() < MOST_KEPT) {
            kept.add(new Fault(line, code, detail));
        }
    }

    public long count() {
        return count;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** {@return those that were kept, by their lines} */
    public List<Fault> inOrder() {
        return kept.stream().sorted(Comparator.comparingInt(Fault::line)).toList();
    }
}
