package meterside.standins.billing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import meterside.standins.billing.Bill.Charge;
import meterside.standins.billing.Bill.Counted;
import meterside.standins.billing.Bill.Said;
import meterside.standins.billing.Period.Holder;
import meterside.standins.riverton.Home;
import meterside.standins.riverton.Home.Service;
import meterside.standins.riverton.Meter.Flow;
import meterside.standins.riverton.Riverton;

/** Bills the town for each month that is over, and writes what was billed and paid as files, a month at a time. */
public final class Billing {

    private final Riverton town;
    private final Counters counters;
    private final TreeMap<String, BillFile> files = new TreeMap<>();

    public Billing(Riverton town) {
        this.town = town;
        this.counters = new Counters(town);
    }

    /** {@return the files, in the order in which they are to be taken in} */
    public List<Path> write(Path folder) throws IOException {
        for (var home : Home.ALL) {
            for (var holder : holders(home)) {
                bill(home, holder);
            }
        }
        Files.createDirectories(folder);
        var written = new ArrayList<Path>();
        for (var file : files.entrySet()) {
            written.add(file.getValue().write(folder.resolve(file.getKey() + ".json")));
        }
        return List.copyOf(written);
    }

    private List<Holder> holders(Home home) {
        return home.equals(Home.MOVED)
                ? List.of(
                        new Holder(home.account(), home.since(), Home.movedOutOn(town)),
                        new Holder(Home.SUCCESSOR, Home.movedInOn(town), null))
                : List.of(new Holder(home.account(), home.since(), null));
    }

    private void bill(Home home, Holder holder) {
        var payer = new Payer(town, home, holder);
        var periods = Period.of(town, home, holder);
        Counted lastWater = null;
        for (var n = 0; n < periods.size(); n++) {
            var period = periods.get(n);
            var isLast = n == periods.size() - 1;
            var water = counters.of(home, Service.WATER, Flow.DELIVERED, period.from(), period.to());
            var story = new Story(town, home, period, isLast, water, lastWater);
            var charges = charges(home, period, story);
            payer.late(period, isLast, n == periods.size() - 2).ifPresent(charges::add);
            var bill = new Bill(
                    number(period, holder),
                    holder.account(),
                    period.issuedOn(),
                    period.dueOn(),
                    period.from(),
                    period.to(),
                    null,
                    charges);
            file(period.issuedOn().toString()).add(bill);
            payer.billed(bill);
            story.corrected().ifPresent(right -> {
                var correction = corrected(bill, story.correctedOn(), charges(home, period, right));
                file(story.correctedOn() + "-corrected").add(correction);
                payer.corrected(bill, correction);
            });
            lastWater = water;
        }
        payer.payments(periods)
                .forEach(paid -> file(paid.on().withDayOfMonth(1).toString()).add(paid));
    }

    private static Bill corrected(Bill bill, LocalDate on, List<Charge> charges) {
        return new Bill(
                bill.number(), bill.account(), on, bill.dueOn(), bill.from(), bill.to(), Story.MISREAD, charges);
    }

    private BillFile file(String name) {
        return files.computeIfAbsent(name, unseen -> new BillFile());
    }

    private static String number(Period period, Holder holder) {
        return "R-%02d%02d-%s"
                .formatted(
                        period.month().getYear() % 100,
                        period.month().getMonthValue(),
                        holder.account().substring(2));
    }

    private List<Charge> charges(Home home, Period period, Story story) {
        var tariff = new Tariff(home, period.days(), period.ofDays());
        var charges = new ArrayList<Charge>();
        for (var service : home.services()) {
            charges.addAll(metered(home, service, story, tariff));
        }
        charges.add(flat("solid-waste", tariff.solidWaste()));
        charges.add(flat("stormwater", tariff.stormwater()));
        charges.add(flat("fire", tariff.fire()));
        return charges;
    }

    private List<Charge> metered(Home home, Service service, Story story, Tariff tariff) {
        var point = home.point(service);
        return switch (service) {
            case ELECTRICITY -> {
                var counted = story.electricity(counters);
                var charges = new ArrayList<>(List.of(new Charge(
                        "electricity",
                        "service",
                        point,
                        "measured",
                        counted,
                        story.exchange(counters),
                        tariff.electricity(counted))));
                if (home.solar()) {
                    var sent = story.sent(counters);
                    charges.add(new Charge(
                            "electricity", "credit", point, "measured", sent, null, Tariff.sentToTheGrid(sent)));
                }
                yield charges;
            }
            case WATER -> {
                var counted = story.water();
                yield List.of(
                        new Charge(
                                "water", "service", point, story.basis(), counted, story.note(), tariff.water(counted)),
                        new Charge(
                                "sewer",
                                "service",
                                point,
                                story.basis(),
                                new Counted(counted.thousandths(), counted.unit(), null, null),
                                null,
                                tariff.sewer(counted)));
            }
            case GAS -> {
                var counted = story.gas(counters);
                yield List.of(new Charge("gas", "service", point, "measured", counted, null, tariff.gas(counted)));
            }
        };
    }

    private static Charge flat(String service, List<Bill.Line> lines) {
        return new Charge(service, "service", null, "flat", null, null, lines);
    }

    /** A late fee, which bills no days. */
    static Charge lateFee(long cents) {
        return new Charge("other", "penalty", null, "flat", null, null, List.of(Tariff.late(cents)));
    }

    /** {@return the town's own words, in both languages} */
    static Said said(String english, String spanish) {
        return new Said(english, spanish);
    }
}
