package meterside.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldsTest {

    private static Fields.Split split(String line, List<String> into) throws IOException {
        var lines = new Lines(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)));
        var fields = new Fields(',');
        assertThat(lines.next()).isTrue();
        var split = fields.split(lines);
        for (var i = 0; split == Fields.Split.WHOLE && i < fields.count(); i++) {
            into.add(fields.exactly(i));
        }
        return split;
    }

    @Test
    void takesALineApartAsRfc4180Says() throws IOException {
        var fields = new ArrayList<String>();

        assertThat(split("a,,\"b,\"\"c\"\"\", d ,\"\",é,", fields)).isEqualTo(Fields.Split.WHOLE);
        assertThat(fields).containsExactly("a", "", "b,\"c\"", " d ", "", "é", "");
    }

    @Test
    void leavesAQuoteWithinAnUnquotedFieldAlone() throws IOException {
        var fields = new ArrayList<String>();

        assertThat(split("5/8\",x", fields)).isEqualTo(Fields.Split.WHOLE);
        assertThat(fields).containsExactly("5/8\"", "x");
    }

    @Test
    void tellsAnOpenQuoteFromABrokenOne() throws IOException {
        assertThat(split("a,\"b", new ArrayList<>())).isEqualTo(Fields.Split.OPEN);
        assertThat(split("a,\"b\"c,d", new ArrayList<>())).isEqualTo(Fields.Split.BROKEN);
        assertThat(split("a,\"b\"\"", new ArrayList<>())).isEqualTo(Fields.Split.OPEN);
    }

    @Test
    void takesMoreFieldsThanItHasRoomForAtFirst() throws IOException {
        var fields = new ArrayList<String>();

        assertThat(split("x,".repeat(999) + "y", fields)).isEqualTo(Fields.Split.WHOLE);
        assertThat(fields).hasSize(1000).endsWith("y");
    }
}
