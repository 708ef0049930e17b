package meterside.portal.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.core.io.ClassPathResource;

/** Rule PY5: each ordinance's page of the test resources tells in its own words what a payment pays, worked by hand. */
class OrdinanceTest {

    private static final List<String> ORDINANCES = List.of(
            "morgantown",
            "lake-mary",
            "jonesboro",
            "tell-city",
            "warr-acres",
            "atlanta",
            "moses-lake",
            "fairmont",
            "riverton");

    private static final Pattern PAID = Pattern.compile("([0-9]+\\.[0-9]{2}) paid on ([0-9-]{10}):");
    private static final Pattern ROW = Pattern.compile(
            "\\| (-|[0-9]+) +\\| ([a-z-]+) +\\| ([a-z]+) +\\| ([0-9-]{10}) \\| ([0-9.]+) +\\| ([0-9.]+) +\\|");

    /** A line of a page; {@code order} is 0 for what gets nothing. */
    private record Row(int order, String service, String kind, LocalDate due, long owed, long gets) {}

    /** A table of a page. */
    private record Example(long paid, LocalDate on, List<Row> rows) {}

    @TestFactory
    Stream<DynamicTest> aPaymentPaysWhatTheOrdinanceSays() {
        return ORDINANCES.stream().flatMap(ordinance -> examples(ordinance).stream()
                .map(example -> dynamicTest(
                        "%s, %d cents".formatted(ordinance, example.paid()),
                        () -> check(Policies.find(ordinance), example))));
    }

    private static void check(Policy policy, Example example) {
        var owed = new ArrayList<Owed>();
        for (var row : example.rows()) {
            owed.add(new Owed(owed.size() + 1, row.service(), row.kind(), row.due(), row.owed()));
        }
        Collections.shuffle(owed, new Random(11));

        var allocation = Allocation.of(policy, owed, example.paid(), example.on());

        var expected = example.rows().stream().filter(row -> row.order() > 0).toList();
        assertThat(allocation.shares())
                .extracting(
                        share -> share.owed().service(), share -> share.owed().dueOn(), Allocation.Share::cents)
                .containsExactly(expected.stream()
                        .map(row -> org.assertj.core.groups.Tuple.tuple(row.service(), row.due(), row.gets()))
                        .toArray(org.assertj.core.groups.Tuple[]::new));
        assertThat(expected.stream().mapToLong(Row::gets).sum()).isEqualTo(example.paid()); // the page itself adds up
        assertThat(allocation.restCents()).isZero();
    }

    private static List<Example> examples(String ordinance) {
        var text = read(ordinance);
        var examples = new ArrayList<Example>();
        var paid = PAID.matcher(text);
        while (paid.find()) {
            var next = PAID.matcher(text).region(paid.end(), text.length());
            var table = text.substring(paid.end(), next.find() ? next.start() : text.length());
            var rows = ROW.matcher(table)
                    .results()
                    .map(cell -> new Row(
                            cell.group(1).equals("-") ? 0 : Integer.parseInt(cell.group(1)),
                            cell.group(2),
                            cell.group(3),
                            LocalDate.parse(cell.group(4)),
                            cents(cell.group(5)),
                            cents(cell.group(6))))
                    .toList();
            examples.add(new Example(cents(paid.group(1)), LocalDate.parse(paid.group(2)), rows));
        }
        assertThat(examples).as(ordinance).isNotEmpty().allSatisfy(example -> assertThat(example.rows())
                .hasSizeGreaterThan(2));
        return examples;
    }

    private static long cents(String dollars) {
        return new BigDecimal(dollars).movePointRight(2).longValueExact();
    }

    private static String read(String ordinance) {
        try {
            return new ClassPathResource("allocation/" + ordinance + ".md").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
