package meterside.standins.town;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meterside.standins.riverton.Meter;
import meterside.standins.riverton.Meter.Flow;
import meterside.standins.riverton.Riverton;

/**
 * The BEACON range report: 48 quoted columns, local time without offset, each hour labelled by its last minute, gallons
 * of flow and hundreds of cubic feet of register in one row. The two autumn 01:59 are told apart by their order alone.
 */
final class Beacon implements Reads.Format {

    private static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private static final List<String> COLUMNS = Arrays.asList("""
            Account_ID Battery_Level Current_Leak_Rate Current_Leak_Start_Date Demand_Zone_ID Dials \
            Endpoint_Install_Date Endpoint_SN Estimated_Flag Flow Flow_Time Flow_Unit Location_Address_Line1 \
            Location_Address_Line2 Location_Address_Line3 Location_City Location_Country Location_ID Location_State \
            Location_ZIP Location_Continuous_Flow Location_Longitude Location_Latitude Location_Irrigated_Area \
            Location_Irrigation Location_Main_Use Location_Name Location_Pool Location_Water_Type Location_Year_Built \
            Meter_ID Meter_Install_Date Meter_Manufacturer Meter_Model Meter_Size Meter_Size_Desc Meter_Size_Unit \
            Meter_SN Raw_Read Read Read_Time Read_Unit Register_Number Register_Resolution SA_Start_Date \
            Service_Point_Class_Code Service_Point_Class_Code_Normalized Signal_Strength""".split(" ", -1));

    private final Appendable out;
    private final Reads reads;
    private boolean begun;

    /** @param reads tells what the register shows beside each read */
    Beacon(Appendable out, Reads reads) {
        this.out = out;
        this.reads = reads;
    }

    @Override
    public void intervals(Meter meter, Flow flow, Instant created, boolean again, List<Reads.Read> hours)
            throws IOException {
        for (var hour : hours) {
            if (!begun) {
                line(COLUMNS);
                begun = true;
            }
            var row = row(meter, flow, hour);
            line(COLUMNS.stream().map(column -> row.getOrDefault(column, "")).toList());
        }
    }

    @Override
    public void registers(Meter meter, Flow flow, Instant created, List<Reads.Shown> shown) {
        throw new IllegalStateException("a BEACON register stands beside each read, never alone");
    }

    private Map<String, String> row(Meter meter, Flow flow, Reads.Read hour) {
        var home = meter.home();
        var label = LABEL.format(Riverton.clockAt(hour.end().minusSeconds(60)));
        var cubicFeet = reads.registerAt(meter, flow, hour.end()) / 1000;
        var row = new HashMap<String, String>();
        row.put("Account_ID", home.account());
        row.put("Battery_Level", "good");
        row.put("Endpoint_Install_Date", LABEL.format(Riverton.clockAt(meter.from())));
        row.put("Endpoint_SN", meter.radio());
        row.put("Estimated_Flag", hour.trust() == Reads.Trust.ESTIMATED ? "1" : "0");
        row.put("Flow", hour.trust() == Reads.Trust.NONE ? "" : Meter.decimal(hour.thousandths()));
        row.put("Flow_Time", label);
        row.put("Flow_Unit", "Gallons");
        row.put("Location_Address_Line1", home.address());
        row.put("Location_City", "Riverton");
        row.put("Location_Country", "US");
        row.put("Location_ID", home.account());
        row.put("Location_State", "NY");
        row.put("Meter_ID", meter.serial());
        row.put("Meter_Manufacturer", meter.maker());
        row.put("Meter_Size", "0.625");
        row.put("Meter_Size_Desc", "5/8\"\"");
        row.put("Meter_Size_Unit", "INCHES");
        row.put("Raw_Read", "%06d".formatted(cubicFeet));
        row.put("Read", Meter.decimal(cubicFeet * 10));
        row.put("Read_Time", label);
        row.put("Read_Unit", "CCF");
        row.put("Signal_Strength", "good");
        return row;
    }

    private void line(List<String> cells) throws IOException {
        out.append('"').append(String.join("\",\"", cells)).append("\"\n");
    }
}
