package meterside.portal.allocation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Policies and debts by chance, the same for the same seed. */
public final class RandomPolicies {

    private final Random random;

    public RandomPolicies(Random random) {
        this.random = random;
    }

    /** {@return a policy that gives every debt one place, in any order} It passes through the same reader as all. */
    public Policy policy() {
        return new PolicyReader("random.yaml", yaml()).read();
    }

    String yaml() {
        var steps = new ArrayList<String>();
        for (var age : ages()) {
            for (var kinds : parts(Owed.KINDS)) {
                for (var services : parts(Owed.SERVICES)) {
                    steps.add("  - {age: %s, by: %s, kinds: %s, services: %s}\n"
                            .formatted(age, random.nextBoolean() ? "date" : "service", kinds, services));
                }
            }
        }
        Collections.shuffle(steps, random);
        return "name: by chance\nsource: none\nwith-agreement: %s\norder:\n%s"
                .formatted(random.nextBoolean() ? "as-usual" : "latest-month-first", String.join("", steps));
    }

    /** {@return up to a dozen debts around today} */
    public List<Owed> debts(LocalDate today) {
        return IntStream.rangeClosed(1, random.nextInt(13))
                .mapToObj(charge -> new Owed(
                        charge,
                        one(Owed.SERVICES),
                        one(Owed.KINDS),
                        today.plusDays(random.nextInt(-150, 40)),
                        1 + random.nextInt(30_000)))
                .toList();
    }

    private List<String> ages() {
        return switch (random.nextInt(4)) {
            case 0 -> List.of("any");
            case 1 -> List.of("current", "past-due");
            case 2 -> List.of("current", "1-30", "31+");
            default -> List.of("current", "1-7", "8-60", "61-90", "91+");
        };
    }

    private List<List<String>> parts(List<String> words) {
        var shuffled = new ArrayList<>(words);
        Collections.shuffle(shuffled, random);
        var parts = new ArrayList<List<String>>();
        for (var start = 0; start < shuffled.size(); ) {
            var end = Math.min(shuffled.size(), start + 1 + random.nextInt(shuffled.size()));
            parts.add(List.copyOf(shuffled.subList(start, end)));
            start = end;
        }
        return parts;
    }

    private String one(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
