package meterside.journeys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Texts looked for as bytes, wherever they stand and however a program writes them down. */
final class Traces {

    /** How people and programs part a long number. */
    private static final List<String> GAPS = List.of("", " ", "-", ".", "\u00a0");

    private static final int GROUP = 4;
    private static final int BLOCK = 1 << 20;

    /** So many are told of; more would say no more. */
    private static final int TOLD = 20;

    private record Form(String what, byte[] bytes) {}

    /** How many bytes a form is first known by. */
    private static final int BEGINNING = 3;

    private final List<Form> forms = new ArrayList<>();

    /** Which beginnings are worth a closer look, by {@link #beginning}: a memory is half a billion bytes, and nearly none is one. */
    private final boolean[] beginnings = new boolean[1 << 18];

    private int longest;

    private Traces() {}

    /** {@return what finds these numbers, in one piece and in groups of four} */
    static Traces ofNumbers(String... numbers) {
        var traces = new Traces();
        for (var number : numbers) {
            for (var gap : GAPS) {
                traces.add(String.join(gap, grouped(number)));
            }
        }
        return traces;
    }

    /** {@return what finds this text as it is} */
    static Traces ofText(String text) {
        var traces = new Traces();
        traces.add(text);
        return traces;
    }

    private static List<String> grouped(String number) {
        var groups = new ArrayList<String>();
        for (var from = 0; from < number.length(); from += GROUP) {
            groups.add(number.substring(from, Math.min(from + GROUP, number.length())));
        }
        return groups;
    }

    private void add(String text) {
        add(text + " in UTF-8", text.getBytes(StandardCharsets.UTF_8));
        add(text + " in Latin-1", text.getBytes(StandardCharsets.ISO_8859_1));
        // without the last zero, so that it is found in either order of bytes: a heap dump writes strings in one,
        // arrays in the other
        var wide = text.getBytes(StandardCharsets.UTF_16LE);
        add(text + " in UTF-16", Arrays.copyOf(wide, wide.length - 1));
        // as the database writes bytes
        add(
                text + " in hex",
                HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)).getBytes(StandardCharsets.ISO_8859_1));
    }

    private void add(String what, byte[] bytes) {
        if (forms.stream().noneMatch(form -> Arrays.equals(form.bytes(), bytes))) {
            forms.add(new Form(what, bytes));
            beginnings[beginning(bytes, 0)] = true;
            longest = Math.max(longest, bytes.length);
        }
    }

    /** {@return what was found, and where; empty if nothing was} */
    List<String> in(Path file) {
        try (var in = Files.newInputStream(file)) {
            return in(in, file.getFileName().toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** {@return likewise} @param name of what is looked at */
    List<String> in(byte[] bytes, String name) {
        try {
            return in(new ByteArrayInputStream(bytes), name);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private List<String> in(InputStream in, String name) throws IOException {
        var found = new ArrayList<String>();
        var block = new byte[BLOCK];
        var kept = 0;
        var before = 0L;
        for (int got; found.size() < TOLD && (got = in.read(block, kept, BLOCK - kept)) >= 0; ) {
            var filled = kept + got;
            look(block, kept, filled, before, name, found);
            // what is cut off by the end of a block is found at the beginning of the next
            kept = Math.min(filled, longest - 1);
            System.arraycopy(block, filled - kept, block, 0, kept);
            before += filled - kept;
        }
        return found;
    }

    /** @param seen how much of the block was looked at before */
    private void look(byte[] block, int seen, int filled, long before, String name, List<String> found) {
        for (var at = 0; at <= filled - BEGINNING; at++) {
            if (!beginnings[beginning(block, at)]) {
                continue;
            }
            for (var form : forms) {
                var end = at + form.bytes().length;
                if (seen < end
                        && end <= filled
                        && Arrays.equals(block, at, end, form.bytes(), 0, form.bytes().length)) {
                    found.add("%s: %s at byte %d".formatted(name, form.what(), before + at));
                }
            }
        }
    }

    private static int beginning(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 10 ^ (bytes[at + 1] & 0xff) << 5 ^ bytes[at + 2] & 0xff;
    }
}
