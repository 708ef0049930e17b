package meterside.ingest.file;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/**
 * Files as a head-end writes them, each of meters of its own and with two corrected days of the one before.
 *
 * @param meters in each file
 * @param days of each meter, twelve at least
 * @param files how many the registry knows of
 */
record Load(int meters, int days, int files) {

    private static final Instant FIRST = Instant.parse("2026-04-01T00:00:00Z");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmm").withZone(ZoneOffset.UTC);

    /** {@return new reads in a file} */
    int reads() {
        return meters * days * 96;
    }

    /** {@return corrected ones in each but the first} */
    int corrected() {
        return meters * 2 * 96;
    }

    /** {@return how many blocks the new reads of a file fill: the days of a meter fill blocks of 500} */
    int blocks() {
        return reads() / 500;
    }

    /** {@return all days of each meter; two days of the file before, corrected; a value that is none; an unknown key} */
    byte[] text(int file) {
        var text = new StringBuilder();
        for (var meter = 0; meter < meters; meter++) {
            for (var day = 0; day < days; day++) {
                text.append(line(file, meter, day, 1));
            }
            for (var day = 10; file > 0 && day < 12; day++) {
                text.append(line(file - 1, meter, day, 2));
            }
        }
        text.append(line(file, 99, 3, 1)).append(line(file, 1, 3, 1).replace(",R0,", ",R0,NaN"));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private String line(int file, int meter, int day, int version) {
        var line = new StringBuilder("MEPMD01,20080501,HE,,U,,2026101%d%02d00,%s,OK,E,KWH,1.0,00000015,96"
                .formatted(version, file, name(file, meter)));
        for (var i = 1; i <= 96; i++) {
            var end = FIRST.plusSeconds(day * 86_400L + i * 900L);
            line.append(',')
                    .append(i == 1 ? STAMP.format(end) : "")
                    .append(",R0,")
                    .append((1 + (meter + day * i) % 97) * version);
        }
        return line.append('\n').toString();
    }

    private static String name(int file, int meter) {
        return "E%d-%d".formatted(file, meter);
    }

    Map<String, String> registry() {
        var csv = new HashMap<>(Map.of(
                "usage_points.csv", "number,commodity,zone,class,size_band,station,address\n",
                "meters.csv", "maker,serial,dials,register_unit,register_step,flow_limit\n",
                "meter_installations.csv", "maker,serial,usage_point,from,to,multiplier,start_register,end_register\n",
                "channels.csv", "usage_point,quantity,flow,kind,unit,length,from,to\n",
                "feed_keys.csv", "feed,key,usage_point,quantity,flow,kind,from,to\n"));
        var since = "2026-01-01T00:00-05:00";
        for (var file = 0; file < files; file++) {
            for (var meter = 0; meter < meters; meter++) {
                var name = name(file, meter);
                csv.merge("usage_points.csv", name + ",electricity,America/New_York,,,,\n", String::concat);
                csv.merge("meters.csv", "Acme," + name + ",6,kWh,0.01,50\n", String::concat);
                csv.merge(
                        "meter_installations.csv", "Acme,%s,%s,%s,,1,,\n".formatted(name, name, since), String::concat);
                csv.merge(
                        "channels.csv",
                        "%s,energy,delivered,delta,kWh,PT15M,%s,\n".formatted(name, since),
                        String::concat);
                csv.merge(
                        "feed_keys.csv",
                        "cmep,%s:E:KWH,%s,energy,delivered,delta,%s,\n".formatted(name, name, since),
                        String::concat);
            }
        }
        return csv;
    }
}
