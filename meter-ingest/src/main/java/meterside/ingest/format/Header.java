package meterside.ingest.format;

import java.util.HashMap;
import java.util.Map;
import meterside.ingest.text.Fields;

/**
 * Where the columns of a delimited file stand.
 *
 * @param width how many there are, those without a name of their own as well
 */
public record Header(Map<String, Integer> columns, int width) {

    public static Header of(Fields fields) {
        var columns = new HashMap<String, Integer>();
        for (var i = 0; i < fields.count(); i++) {
            columns.putIfAbsent(fields.text(i), i);
        }
        return new Header(columns, fields.count());
    }

    /** {@return the column's place} It was asked for when the header was looked for, so it is there. */
    public int index(String column) {
        var index = columns.get(column);
        if (index == null) {
            throw new IllegalStateException("the header was accepted without the column " + column);
        }
        return index;
    }
}
