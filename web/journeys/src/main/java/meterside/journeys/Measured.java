package meterside.journeys;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a bench found.
 *
 * @param ratio our speed over the baseline's, of the medians: 1 means as fast
 * @param goal the ratio to reach, once there is one
 * @param runs in the order in which they were made
 * @param figures all else that is worth knowing, each under a name that says its unit
 */
record Measured(
        String name,
        BigDecimal ratio,
        @Nullable BigDecimal goal,
        List<Map<String, Object>> runs,
        Map<String, Object> figures) {

    Measured {
        runs = List.copyOf(runs);
        figures = new LinkedHashMap<>(figures);
    }

    /** {@return the middle one; of an even number the lower of the two in the middle} */
    static long median(List<Long> values) {
        return values.stream().sorted().toList().get((values.size() - 1) / 2);
    }

    /** {@return the least of the values that so many of a hundred are not above} */
    static long percentile(List<Long> values, int percent) {
        return values.stream().sorted().toList().get((values.size() * percent + 99) / 100 - 1);
    }

    /** {@return {@code above} over {@code below} with three decimals} */
    static BigDecimal ratio(long above, long below) {
        return BigDecimal.valueOf(above).divide(BigDecimal.valueOf(below), 3, RoundingMode.HALF_EVEN);
    }

    String text() {
        var text = new StringBuilder("%n%s: ratio %s%n".formatted(name, ratio));
        figures.forEach((figure, value) -> text.append("  %-36s %s%n".formatted(figure, value)));
        return text.toString();
    }

    void write(Path file) throws IOException {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("name", name);
        all.put("ratio", ratio);
        all.put("goal", goal);
        all.put("runs", runs);
        all.put("figures", figures);
        Files.createDirectories(file.toAbsolutePath().getParent());
        var json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(file, json.writeValueAsString(all) + "\n");
    }
}
