package meterside.portal.incoming;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Rows in PostgreSQL's text format of COPY: tabs between cells, {@code \N} for what is absent. */
public final class CopyText {

    private final StringBuilder text = new StringBuilder(1 << 16);

    CopyText cells(@Nullable Object... cells) {
        for (var cell : cells) {
            switch (cell) {
                case null -> text.append("\\N");
                case String word -> escaped(word);
                case byte[] bytes -> text.append("\\\\x").append(HexFormat.of().formatHex(bytes));
                case BigDecimal number -> text.append(number.toPlainString());
                default -> text.append(cell);
            }
            text.append('\t');
        }
        return this;
    }

    void end() {
        text.setCharAt(text.length() - 1, '\n');
    }

    /** Tabs and line ends are in no text of a bill; a backslash may be. */
    private void escaped(String word) {
        if (word.indexOf('\\') < 0) {
            text.append(word);
        } else {
            text.append(word.replace("\\", "\\\\"));
        }
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    public byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
