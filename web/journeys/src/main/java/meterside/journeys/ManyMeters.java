package meterside.journeys;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * A utility of many electric meters, for loads: its registry, and one CMEP file with each quarter hour of some local
 * days, meter by meter, a record a day. The same numbers make the same bytes.
 *
 * @param first the first local day, New York's
 */
record ManyMeters(int meters, LocalDate first, int days) {

    static final ZoneId ZONE = ZoneId.of("America/New_York");

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm").withZone(ZoneOffset.UTC);

    private static final long NANOS_OF_A_WATT_HOUR = 1_000_000;

    Instant start() {
        return first.atStartOfDay(ZONE).toInstant();
    }

    Instant end() {
        return first.plusDays(days).atStartOfDay(ZONE).toInstant();
    }

    long reads() {
        return meters * ((end().getEpochSecond() - start().getEpochSecond()) / 900);
    }

    /** {@return what all reads add up to, in billionths of a kWh} */
    BigInteger billionths() {
        var wattHours = 0L;
        for (var meter = 0; meter < meters; meter++) {
            for (var at = start().getEpochSecond(); at < end().getEpochSecond(); at += 900) {
                wattHours += wattHours(meter, at);
            }
        }
        return BigInteger.valueOf(wattHours).multiply(BigInteger.valueOf(NANOS_OF_A_WATT_HOUR));
    }

    /** Up to 1.999 kWh a quarter hour, by a multiplication that scatters its bits. */
    private static int wattHours(int meter, long at) {
        var bits = (meter * 1_000_003L + at / 900) * 0x9E3779B97F4A7C15L;
        return (int) ((bits >>> 40) % 2000);
    }

    void writeFile(Path file) throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            for (var meter = 0; meter < meters; meter++) {
                for (var day = first; day.isBefore(first.plusDays(days)); day = day.plusDays(1)) {
                    writeRecord(out, meter, day);
                }
            }
        }
    }

    private static void writeRecord(BufferedWriter out, int meter, LocalDate day) throws IOException {
        var from = day.atStartOfDay(ZONE).toEpochSecond();
        var to = day.plusDays(1).atStartOfDay(ZONE).toEpochSecond();
        out.append("MEPMD01,20080501,BENCH,CUST:130000,,%s,%s,,OK,E,KWH,1.0,00000015,%d"
                .formatted(serial(meter), STAMP.format(Instant.ofEpochSecond(to + 3600)), (to - from) / 900));
        for (var at = from; at < to; at += 900) {
            var wattHours = wattHours(meter, at);
            out.append(',')
                    .append(STAMP.format(Instant.ofEpochSecond(at + 900)))
                    .append(",R0,");
            out.append(Integer.toString(wattHours / 1000)).append('.');
            out.append(Integer.toString(wattHours % 1000 + 1000), 1, 4);
        }
        out.append("\r\n");
    }

    private static String serial(int meter) {
        return "E%07d".formatted(meter);
    }

    /** Writes the seven files of the billing system; all points belong to one account. */
    void writeRegistry(Path folder) throws IOException {
        Files.createDirectories(folder);
        var from = start().atZone(ZONE).toOffsetDateTime();
        write(
                folder,
                "usage_points",
                "number,commodity,zone,class,size_band,station,address",
                "P%1$07d,electricity,America/New_York,,,,");
        write(folder, "meters", "maker,serial,dials,register_unit,register_step,flow_limit", "Bench,E%1$07d,6,kWh,1,");
        write(
                folder,
                "meter_installations",
                "maker,serial,usage_point,from,to,multiplier,start_register,end_register",
                "Bench,E%1$07d,P%1$07d," + from + ",,1,,");
        write(
                folder,
                "channels",
                "usage_point,quantity,flow,kind,unit,length,from,to",
                "P%1$07d,energy,delivered,delta,kWh,PT15M," + from + ",");
        write(
                folder,
                "feed_keys",
                "feed,key,usage_point,quantity,flow,kind,from,to",
                "cmep,E%1$07d:E:KWH,P%1$07d,energy,delivered,delta," + from + ",");
        write(folder, "service_agreements", "account,usage_point,from,to,rate,cycle", "1,P%1$07d," + from + ",,,");
        Files.write(folder.resolve("accounts.csv"), List.of("number,name", "1,Everyone"));
    }

    private void write(Path folder, String file, String columns, String row) throws IOException {
        try (var out = Files.newBufferedWriter(folder.resolve(file + ".csv"))) {
            out.append(columns).append('\n');
            for (var meter = 0; meter < meters; meter++) {
                out.append(row.formatted(meter)).append('\n');
            }
        }
    }
}
