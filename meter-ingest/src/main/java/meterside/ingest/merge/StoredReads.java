package meterside.ingest.merge;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import meterside.metering.ReadingQuality;

/** Reads that are stored, found by channel and start. Columns and no objects: a day sent again meets as many as it has. */
public final class StoredReads {

    private static final ReadingQuality[] BY_CODE = byCode();

    private int[] slots = new int[64];
    private int[] channel = new int[32];
    private long[] start = new long[32];
    private long[] billionths = new long[32];
    private long[] block = new long[32];
    private int[] seconds = new int[32];
    private byte[] quality = new byte[32];
    private int size;

    /** Adds a read; each only once. */
    public void add(int ofChannel, long at, long value, long ofBlock, int length, int qualityCode) {
        if (size == start.length) {
            grow();
        }
        channel[size] = ofChannel;
        start[size] = at;
        billionths[size] = value;
        block[size] = ofBlock;
        seconds[size] = length;
        quality[size] = (byte) qualityCode;
        place(size++);
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** {@return the ids of all blocks that brought them} */
    public Set<Long> blocks() {
        var blocks = new HashSet<Long>();
        for (var i = 0; i < size; i++) {
            if (i == 0 || block[i] != block[i - 1]) {
                blocks.add(block[i]);
            }
        }
        return blocks;
    }

    public boolean contains(int ofChannel, long at) {
        return find(ofChannel, at) >= 0;
    }

    /** {@return where the read is, or -1} */
    int find(int ofChannel, long at) {
        for (var slot = slot(ofChannel, at); ; slot = (slot + 1) & (slots.length - 1)) {
            var found = slots[slot] - 1;
            if (found < 0 || (start[found] == at && channel[found] == ofChannel)) {
                return found;
            }
        }
    }

    long blockOf(int read) {
        return block[read];
    }

    boolean says(int read, long value, int length, ReadingQuality as) {
        return billionths[read] == value && seconds[read] == length && quality[read] == as.code();
    }

    ReadingQuality qualityOf(int read) {
        return BY_CODE[quality[read]];
    }

    StoredRead get(int read) {
        return new StoredRead(
                new ReadKey(channel[read], start[read]), billionths[read], block[read], seconds[read], qualityOf(read));
    }

    private int slot(int ofChannel, long at) {
        var hash = (at / 1_000_000 * 31 + ofChannel) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (hash >>> 32) & (slots.length - 1);
    }

    private void place(int read) {
        var slot = slot(channel[read], start[read]);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = read + 1;
    }

    private void grow() {
        var length = size * 2;
        channel = Arrays.copyOf(channel, length);
        start = Arrays.copyOf(start, length);
        billionths = Arrays.copyOf(billionths, length);
        block = Arrays.copyOf(block, length);
        seconds = Arrays.copyOf(seconds, length);
        quality = Arrays.copyOf(quality, length);
        slots = new int[Integer.highestOneBit(length * 2 - 1) << 1];
        for (var i = 0; i < size; i++) {
            place(i);
        }
    }

    private static ReadingQuality[] byCode() {
        var byCode = new ReadingQuality[128];
        for (var one : ReadingQuality.values()) {
            byCode[one.code()] = one;
        }
        return byCode;
    }
}
