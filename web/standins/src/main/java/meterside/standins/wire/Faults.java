package meterside.standins.wire;

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
 *
 * <p>Of the payment provider {@code pay.session|intent|refund|customer|method|look} = 429, 500, drop, hang, slow[:MILLIS],
 * and each with {@code -after} (drop-after, slow-after:2000 …): what was asked is done, the answer is lost or late; 500-kept:
 * done, and the same key is answered 500 for good. {@code pay.webhook}, or {@code pay.webhook.TYPE} for one type of event,
 * = none, twice, reversed, late:SECONDS, forged, stale, drop. {@code pay.settlement} = drop-line, double-line, alter-line,
 * wrong-total.
 */
public final class Faults {

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
            "text.callback=reversed",
            "pay.session=500",
            "pay.session=500-after",
            "pay.session=drop-after",
            "pay.intent=500",
            "pay.intent=500-after",
            "pay.intent=drop",
            "pay.intent=drop-after",
            "pay.intent=slow-after:300",
            "pay.refund=500-after",
            "pay.refund=drop-after",
            "pay.look=500",
            "pay.webhook=none",
            "pay.webhook=twice",
            "pay.webhook=reversed",
            "pay.webhook=late:1",
            "pay.webhook=forged",
            "pay.webhook=stale");

    private final List<Planned> plan = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom();
    private int percent;

    /** A fault and how many times it is still to come. */
    private record Planned(String place, String what, int times) {}

    public Faults(String spec) {
        add(spec);
    }

    /**
     * Has these go wrong too.
     *
     * @throws IllegalArgumentException if the plan is not written as above
     */
    public synchronized void add(String spec) {
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

    public synchronized void clear() {
        plan.clear();
        percent = 0;
    }

    /** {@return how many of the planned faults are still to come} */
    public synchronized int planned() {
        return plan.stream().mapToInt(Planned::times).sum();
    }

    /** {@return what goes wrong at this place now, used up by asking, or empty} */
    public synchronized Optional<String> next(String place) {
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
