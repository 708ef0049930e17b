package meterside.ingest.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import meterside.ingest.feed.FeedProfile;
import meterside.ingest.feed.Feeds;
import meterside.ingest.series.Rejection;
import meterside.ingest.series.Sink;
import meterside.metering.IntervalBlock;
import meterside.metering.Quantity;
import meterside.metering.ReadBlock;
import meterside.metering.RegisterBlock;

/** What a text turns into, for tests to look at. */
final class Taken implements Sink {

    final List<ReadBlock> blocks = new ArrayList<>();
    final List<Rejection> rejections = new ArrayList<>();
    Tally tally = new Tally(0, 0, 0);

    static Taken cmep(String text) {
        return of(Feeds.builtIn().named("cmep").orElseThrow(), text);
    }

    static Taken beacon(String text) {
        return of(Feeds.builtIn().named("beacon").orElseThrow(), text);
    }

    static Taken of(FeedProfile profile, String text) {
        return of(profile, new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    static Taken of(FeedProfile profile, InputStream text) {
        try {
            return named("20261002.txt", profile, text);
        } catch (NotThisFeed refused) {
            throw new AssertionError(refused.reason(), refused);
        }
    }

    static Taken named(String name, FeedProfile profile, InputStream text) throws NotThisFeed {
        var taken = new Taken();
        try {
            var source = new SourceText(7, name, Instant.parse("2026-10-02T12:00:00Z"));
            taken.tally = FeedFormat.of(profile).read(text, source, taken);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        return taken;
    }

    @Override
    public void block(ReadBlock block) {
        blocks.add(block);
    }

    @Override
    public void rejected(Rejection rejection) {
        rejections.add(rejection);
    }

    IntervalBlock interval(int i) {
        return (IntervalBlock) blocks.get(i);
    }

    RegisterBlock register(int i) {
        return (RegisterBlock) blocks.get(i);
    }

    List<String> codes() {
        return rejections.stream().map(Rejection::code).toList();
    }

    /** {@return key, start and value of each interval read there is, in order of key and start} */
    List<String> reads() {
        var reads = new TreeMap<String, String>();
        for (var block : blocks) {
            if (block instanceof IntervalBlock intervals) {
                var start = intervals.start();
                for (var value : intervals.billionths()) {
                    if (value != null) {
                        var before = reads.put(
                                intervals.source().key() + " " + start,
                                new Quantity(value, intervals.unit()).toDecimal());
                        if (before != null) {
                            throw new AssertionError(
                                    "twice: " + intervals.source().key() + " " + start);
                        }
                    }
                    start = intervals.length().endOf(start, java.time.ZoneId.of("America/New_York"));
                }
            }
        }
        return reads.entrySet().stream()
                .map(read -> read.getKey() + " " + read.getValue())
                .toList();
    }

    String sum() {
        var sum = BigInteger.ZERO;
        for (var block : blocks) {
            if (block instanceof IntervalBlock intervals) {
                for (var value : intervals.billionths()) {
                    sum = value == null ? sum : sum.add(BigInteger.valueOf(value));
                }
            }
        }
        return Quantity.decimal(sum);
    }
}
