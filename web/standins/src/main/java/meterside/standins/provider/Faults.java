package meterside.standins.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What goes wrong next. A plan is a list such as {@code mail.rcpt=450*2,text.post=500-after}: at the place, the fault, as
 * often. {@code random=SEED:PERCENT} chooses among all faults by chance, the same for the same seed.
 *
 * <p>Places and their faults: {@code mail.connect|ehlo|starttls|mail|rcpt|data|end} = a reply code, hang, drop, slow, at
 * starttls also tls, at end also drop-after and hang-after; {@code text.post} = 429[:SECONDS], 400:CODE, 500, hang, drop,
 * 500-after, hang-after, drop-after; {@code text.list} = 500, hang; {@code text.callback} = none, twice, reversed, forged,
 * undelivered:CODE.
 */
final class Faults {

    private static final List<String> BY_CHANCE = List.of(
            "mail.connect=421",
            "mail.mail=451",
            "mail.rcpt=450",
            "mail.rcpt=452",
            "mail.data=451",
            "mail.end=452",
            "mail.end=drop-after",
            "mail.end=drop",
            "mail.starttls=tls",
            "text.post=429:1",
            "text.post=500",
            "text.post=500-after",
            "text.post=drop",
            "text.post=drop-after",
            "text.post=400:21611",
            "text.callback=twice",
            "text.callback=reversed");

    private final List<Planned> plan = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom();
    private int percent;

    /** A fault and how many times it is still to come. */
    private record Planned(String place, String what, int times) {}

    Faults(String spec) {
        add(spec);
    }

    /** @throws IllegalArgumentException if the plan is not written as above */
    synchronized void add(String spec) {
        for (var part : spec.split(",", -1)) {
            if (part.isBlank()) {
                continue;
            }
            var sides = part.strip().split("=", 2);
            if (sides.length != 2) {
                throw new IllegalArgumentException("a fault is PLACE=WHAT[*TIMES], not " + part);
            }
            if (sides[0].equals("random")) {
                var numbers = sides[1].split(":", -1);
                random = new SplittableRandom(Long.parseLong(numbers[0]));
                percent = Integer.parseInt(numbers[1]);
            } else {
                var times = sides[1].split("\\*", -1);
                plan.add(new Planned(sides[0], times[0], times.length == 1 ? 1 : Integer.parseInt(times[1])));
            }
        }
    }

    synchronized void clear() {
        plan.clear();
        percent = 0;
    }

    synchronized int planned() {
        return plan.stream().mapToInt(Planned::times).sum();
    }

    /** {@return what goes wrong at this place now, used up by asking, or empty} */
    synchronized Optional<String> next(String place) {
        for (var i = 0; i < plan.size(); i++) {
            var planned = plan.get(i);
            if (planned.place().equals(place)) {
                if (planned.times() == 1) {
                    plan.remove(i);
                } else {
                    plan.set(i, new Planned(place, planned.what(), planned.times() - 1));
                }
                return Optional.of(planned.what());
            }
        }
        return percent > 0 && random.nextInt(100) < percent ? byChance(place) : Optional.empty();
    }

    private Optional<String> byChance(String place) {
        var here = BY_CHANCE.stream().filter(one -> one.startsWith(place + "=")).toList();
        return here.isEmpty()
                ? Optional.empty()
                : Optional.of(here.get(random.nextInt(here.size())).split("=", 2)[1]);
    }
}
