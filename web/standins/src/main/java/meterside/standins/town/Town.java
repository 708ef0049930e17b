package meterside.standins.town;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;
import meterside.standins.billing.Billing;
import meterside.standins.riverton.Riverton;
import meterside.standins.riverton.Riverton.Window;

/**
 * Writes the demo town as a billing system, two head-ends and a weather station would: {@code DIR/registry/*.csv}, {@code DIR/logins.csv},
 * thirteen months of {@code DIR/files/<feed>/}, and their bills, {@code DIR/bills/*.json}. The same seed and instant give the same bytes.
 */
public final class Town {

    static final List<String> FEEDS = List.of("cmep", "beacon");

    private static final String USAGE = "Use: Town write DIR --until 2026-11-21T18:00-05:00 [--seed N]";

    private final Path directory;
    private final Riverton riverton;
    private final Reads reads;
    private final Station station;

    Town(Path directory, Riverton riverton) {
        this.directory = directory;
        this.riverton = riverton;
        this.reads = new Reads(riverton);
        this.station = new Station(riverton);
    }

    public static void main(String[] args) {
        try {
            if (args.length < 4 || !args[0].equals("write") || !args[2].equals("--until")) {
                throw new IllegalArgumentException(USAGE);
            }
            var until = OffsetDateTime.parse(args[3]).toInstant();
            var seed = args.length == 6 && args[4].equals("--seed") ? Long.parseLong(args[5]) : 1;
            var files = new Town(Path.of(args[1]), new Riverton(seed, until)).write(until);
            System.out.println("Wrote Riverton's sixty homes, its school and " + files.size() + " files to " + args[1]);
        } catch (DateTimeException | NumberFormatException malformed) {
            refuse("%s (%s)".formatted(USAGE, malformed.getMessage()));
        } catch (IllegalArgumentException wrong) {
            refuse(String.valueOf(wrong.getMessage()));
        } catch (IOException unwritable) {
            refuse("The town could not be written: " + unwritable);
        }
    }

    private static void refuse(String sentence) {
        System.err.println(sentence);
        System.exit(2);
    }

    /**
     * {@return the files of reads and of the weather, each kind in the order of its making}
     *
     * @param until up to when the head-ends have sent
     */
    List<Path> write(Instant until) throws IOException {
        new Registry(riverton).write(directory);
        new Billing(riverton).write(directory.resolve("bills"));
        var files = new ArrayList<Path>();
        for (var feed : FEEDS) {
            for (var window : Riverton.windows(riverton.start(), until)) {
                file(feed, window, directory.resolve("files")).ifPresent(files::add);
            }
        }
        weather(new Window(riverton.start(), until, false), directory.resolve("files"))
                .ifPresent(files::add);
        remember(until);
        return List.copyOf(files);
    }

    /** {@return the file with the station's days that became known in the window, or nothing when none did} */
    Optional<Path> weather(Window window, Path folder) throws IOException {
        var days = station.days(window);
        if (days.isEmpty()) {
            return Optional.empty();
        }
        var place = Files.createDirectories(folder.resolve(Station.FEED));
        var part = place.resolve(".town.part");
        try (var out = Files.newBufferedWriter(part)) {
            station.write(days, out);
        }
        return Optional.of(Files.move(
                part,
                place.resolve("RVTNY_DailySummaries_%s.csv".formatted(Cmep.stamp(window.upTo()))),
                StandardCopyOption.REPLACE_EXISTING));
    }

    /**
     * {@return the file with what became known in the window, or nothing when nothing did} Written under another name
     * first, so that whoever watches the folder never sees half a file.
     */
    Optional<Path> file(String feed, Window window, Path folder) throws IOException {
        var part = Files.createDirectories(folder.resolve(feed)).resolve(".town.part");
        try (var bytes = new BufferedOutputStream(Files.newOutputStream(part));
                var out = new BufferedWriter(new OutputStreamWriter(
                        window.ofAMonth() ? new GZIPOutputStream(bytes) : bytes, StandardCharsets.UTF_8))) {
            reads.write(feed, window, feed.equals("cmep") ? new Cmep(out) : new Beacon(out, reads));
        }
        if (Files.size(part) == 0) {
            Files.delete(part);
            return Optional.empty();
        }
        return Optional.of(
                Files.move(part, part.resolveSibling(name(feed, window)), StandardCopyOption.REPLACE_EXISTING));
    }

    private static String name(String feed, Window window) {
        var name = feed.equals("cmep") ? "RVTNY_IntervalReport_%s.cmep" : "RVTNY_RangeReport_%s.csv";
        return name.formatted(Cmep.stamp(window.upTo())) + (window.ofAMonth() ? ".gz" : "");
    }

    /** {@return the town that was written to this directory, with the position up to which its head-ends have sent} */
    static Properties recall(Path directory) throws IOException {
        var memory = new Properties();
        try (var in = Files.newBufferedReader(directory.resolve("town.properties"))) {
            memory.load(in);
        }
        return memory;
    }

    /** Notes up to when the head-ends have sent; what a head-end that is started later begins from. */
    void remember(Instant position) throws IOException {
        var text = "seed=%d%nfounded=%s%nposition=%s%n".formatted(riverton.seed(), riverton.founded(), position);
        var part = directory.resolve("town.properties.part");
        Files.writeString(part, text);
        Files.move(part, directory.resolve("town.properties"), StandardCopyOption.REPLACE_EXISTING);
    }
}
