package meterside.portal.export;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import meterside.metering.LocalDays;
import meterside.metering.Quantity;
import meterside.metering.ReadingQuality;
import meterside.portal.account.Channel;
import meterside.portal.export.ReadRepository.Read;
import meterside.portal.span.Span;
import meterside.portal.unit.Fraction;
import meterside.portal.unit.Measure;
import meterside.portal.unit.Telling;
import meterside.portal.usage.Bucket;
import meterside.portal.usage.Sum;
import meterside.portal.usage.Times;

/**
 * Usage as CSV (rule EX6): RFC 4180, UTF-8 with its mark, since spreadsheets take it for something else without. Each time bears
 * the offset then in force, what is missing is empty, and no cell can be taken for a formula.
 */
final class Sheet {

    private static final Pattern PARTED = Pattern.compile("[\",\r\n]");
    private static final int CHARACTERS_OF_A_LINE = 96;

    private final LocalDays days;
    private final Times times;
    private final Words words;
    private final Fraction factor;
    private final Telling telling = new Telling();
    private final boolean isAsStored;
    private final Map<ReadingQuality, String> qualities = new EnumMap<>(ReadingQuality.class);

    /** @param factor how many of the unit it is told in one of the unit it is stored in is; one sheet tells the lines of one file, in order */
    Sheet(LocalDays days, Fraction factor, Words words) {
        this.factor = factor;
        this.isAsStored = factor.equals(Fraction.ONE);
        this.days = days;
        this.times = new Times(days);
        this.words = words;
        for (var quality : ReadingQuality.values()) {
            qualities.put(quality, cell(words.of(quality.word())));
        }
    }

    /**
     * What a file says of itself.
     *
     * @param number the account's, of which only the end is told
     * @param through end of the newest read, of any day
     * @param stays what of the span is the customer's, each as one bucket; how much of it the reads cover
     */
    record Head(
            String number,
            Channel channel,
            Measure measure,
            Span span,
            Instant made,
            Optional<Instant> through,
            List<Bucket> stays) {}

    /** {@return the lines before the first of usage} */
    String head(Head head) {
        var channel = head.channel();
        var stays = Bucket.told(head.stays(), factor, new Telling());
        var nothing = days.startOf(head.span().from());
        var sums = stays.stream()
                .flatMap(stay -> Optional.ofNullable(stay.sum()).stream())
                .toList();
        var lines = new ArrayList<String>();
        lines.add(line(
                "account",
                "*" + head.number().substring(Math.max(0, head.number().length() - 4))));
        lines.add(line("service", words.of(channel.commodity())));
        lines.add(line("flow", words.of(channel.flow())));
        lines.add(line("unit", head.measure().symbol()));
        lines.add(line("zone", days.zone().getId()));
        lines.add(line(
                "from",
                times.of(stays.isEmpty() ? nothing : stays.getFirst().span().start())));
        lines.add(line(
                "to",
                times.of(stays.isEmpty() ? nothing : stays.getLast().span().end())));
        lines.add(line("by", words.of(head.span().by().word())));
        lines.add(line("made", times.of(head.made())));
        lines.add(line("through", head.through().map(times::of).orElse("")));
        lines.add(line(
                "covered",
                Long.toString(sums.stream().mapToLong(Sum::coveredSeconds).sum())));
        lines.add(line(
                "expected",
                Long.toString(
                        stays.stream().mapToLong(stay -> stay.span().seconds()).sum())));
        lines.add(cell(words.of("total")) + ","
                + sums.stream()
                        .map(Sum::billionths)
                        .reduce(BigInteger::add)
                        .map(Quantity::decimal)
                        .orElse(""));
        lines.add("");
        lines.add(words.of(head.span().by() == Span.By.READ ? "reads" : "buckets"));
        return "\uFEFF" + String.join("\r\n", lines) + "\r\n";
    }

    /** {@return a line for each} Without reads its usage and quality are empty, which is not zero. */
    String buckets(List<Bucket> buckets) {
        var csv = new StringBuilder(buckets.size() * CHARACTERS_OF_A_LINE);
        for (var bucket : Bucket.told(buckets, factor, telling)) {
            var sum = bucket.sum();
            times.append(csv, bucket.span().start());
            csv.append(',');
            times.append(csv, bucket.span().end());
            csv.append(',');
            if (sum == null) {
                csv.append(",0,").append(bucket.span().seconds()).append(",\r\n");
            } else {
                csv.append(Quantity.decimal(sum.billionths())).append(',').append(sum.coveredSeconds());
                csv.append(',').append(bucket.span().seconds()).append(',');
                csv.append(qualities.get(sum.quality())).append("\r\n");
            }
        }
        return csv.toString();
    }

    /** {@return a line for each} A read that never came has none. */
    String reads(List<Read> reads) {
        var csv = new StringBuilder(reads.size() * CHARACTERS_OF_A_LINE);
        for (var read : reads) {
            times.append(csv, read.start());
            csv.append(',');
            times.append(csv, read.end());
            csv.append(',');
            amount(csv, read.billionths());
            csv.append(',').append(qualities.get(read.quality())).append("\r\n");
        }
        return csv.toString();
    }

    private void amount(StringBuilder csv, long billionths) {
        if (isAsStored) {
            Quantity.append(csv, billionths);
        } else {
            csv.append(Quantity.decimal(telling.next(factor.times(BigInteger.valueOf(billionths)))));
        }
    }

    private String line(String word, String value) {
        return cell(words.of(word)) + "," + cell(value);
    }

    /** {@return the text as a cell} What a spreadsheet would take for a formula gets an apostrophe before it. Numbers do not come here. */
    static String cell(String text) {
        var isFormula = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
        var safe = isFormula ? "'" + text : text;
        return PARTED.matcher(safe).find() ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
