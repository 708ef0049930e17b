package meterside.portal.row;

import java.io.IOException;
import java.io.Reader;
import java.util.function.Predicate;

/** A way to write bills down. */
public interface RowFormat {

    /**
     * Reads the whole text and hands on each row as it comes; what is wrong with the text itself is noted.
     *
     * @param rows takes a row, or says that nothing more of the file is wanted
     * @throws IOException if the text cannot be read
     */
    void read(Reader text, Predicate<Row> rows, Faults faults) throws IOException;

    /** {@return csv or json} */
    String word();

    /** {@return the format of a text that does or does not begin with a brace} */
    static RowFormat of(boolean beginsWithBrace) {
        return beginsWithBrace ? new JsonRows() : new CsvRows();
    }
}
