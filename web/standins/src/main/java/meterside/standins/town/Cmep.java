package meterside.standins.town;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import meterside.standins.riverton.Meter;
import meterside.standins.riverton.Meter.Flow;

/**
 * CMEP's MEPMD01 records: UTC, stamped at the interval's end. The customer key 130000 says that the receiver's id is the
 * radio's and the receiver's customer id is the meter's, as in files of real head-ends.
 */
final class Cmep implements Reads.Format {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm").withZone(ZoneOffset.UTC);

    private final Appendable out;

    Cmep(Appendable out) {
        this.out = out;
    }

    static String stamp(Instant instant) {
        return STAMP.format(instant);
    }

    @Override
    public void intervals(Meter meter, Flow flow, Instant created, boolean again, List<Reads.Read> reads)
            throws IOException {
        var length = meter.service().seconds() == 900 ? "00000015" : "00000100";
        head(meter, created, again ? "RESEND" : "OK", meter.units(flow), length, reads.size());
        for (var read : reads) {
            triple(read.end(), read.trust().flag, read.thousandths());
        }
        out.append("\r\n");
    }

    @Override
    public void registers(Meter meter, Flow flow, Instant created, List<Reads.Shown> shown) throws IOException {
        head(meter, created, "OK", meter.units(flow) + "REG", "00010000", shown.size());
        for (var register : shown) {
            triple(register.at(), Reads.Trust.MEASURED.flag, register.thousandths());
        }
        out.append("\r\n");
    }

    private void head(Meter meter, Instant created, String purpose, String units, String length, int count)
            throws IOException {
        out.append(String.join(
                ",",
                "MEPMD01",
                "20080501",
                "RVTNY",
                "CUST:130000",
                meter.radio(),
                meter.serial(),
                stamp(created),
                "",
                purpose,
                meter.service().letter(),
                units,
                "1.0",
                length,
                Integer.toString(count)));
    }

    private void triple(Instant stamp, String flag, long thousandths) throws IOException {
        out.append(',')
                .append(stamp(stamp))
                .append(',')
                .append(flag)
                .append(',')
                .append(Meter.decimal(thousandths));
    }
}
