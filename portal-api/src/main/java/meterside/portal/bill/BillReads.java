package meterside.portal.bill;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import meterside.metering.Conversion;
import meterside.metering.Quantity;
import meterside.metering.Unit;
import meterside.portal.account.Channel;
import meterside.portal.account.CustomerScope;
import meterside.portal.bill.BillRepository.Charge;
import meterside.portal.bill.PeriodRepository.Period;
import meterside.portal.bill.PeriodRepository.Sum;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * What the reads of a charge's days add up to, in the unit it was billed in: as far as the account's own time reaches, and not a
 * day of another tenant's. A day without reads is not covered; it is not zero.
 */
@Service
class BillReads {

    private final PeriodRepository periods;

    BillReads(PeriodRepository periods) {
        this.periods = periods;
    }

    /** {@return by charge, where there are reads at all} */
    Mono<Map<Long, BillView.Read>> of(List<Charge> charges, List<Channel> channels) {
        var owners = new ArrayList<Charge>();
        var wanted = new ArrayList<Period>();
        for (var charge : charges) {
            channelOf(charge, channels).ifPresent(channel -> channel.scopes()
                    .forEach(scope -> period(charge, channel, scope).ifPresent(period -> {
                        owners.add(charge);
                        wanted.add(period);
                    })));
        }
        if (wanted.isEmpty()) {
            return Mono.just(Map.of());
        }
        return periods.sums(wanted).map(sums -> {
            var byCharge = new HashMap<Long, Sum>();
            sums.forEach((place, sum) -> byCharge.merge(owners.get(place).id(), sum, Sum::plus));
            var reads = new HashMap<Long, BillView.Read>();
            for (var charge : charges) {
                var sum = byCharge.get(charge.id());
                if (sum != null && sum.coveredSeconds() > 0) {
                    channelOf(charge, channels)
                            .flatMap(channel -> read(charge, channel, sum))
                            .ifPresent(read -> reads.put(charge.id(), read));
                }
            }
            return reads;
        });
    }

    /** {@return the account's channel of what the charge bills: of a credit what was received, else what was delivered} */
    static Optional<Channel> channelOf(Charge charge, List<Channel> channels) {
        var point = charge.usagePoint();
        var unit = charge.unit();
        if (point == null || unit == null || charge.first() == null) {
            return Optional.empty();
        }
        return channels.stream()
                .filter(channel -> channel.usagePoint().value() == point
                        && channel.hasIntervals()
                        && channel.isDelivered() != charge.kind().equals("credit")
                        && conversion(channel, unit).isPresent())
                .findFirst();
    }

    private static Optional<Period> period(Charge charge, Channel channel, CustomerScope scope) {
        var from = charge.first();
        var to = charge.beyond();
        if (from == null || to == null) {
            return Optional.empty();
        }
        var first = latest(from, scope.firstDay(), channel.firstDay());
        var beyond = Stream.of(to, scope.endDay(), channel.endDay())
                .min(LocalDate::compareTo)
                .orElseThrow();
        return first.isBefore(beyond) ? Optional.of(new Period(scope, channel.id(), first, beyond)) : Optional.empty();
    }

    private static Optional<BillView.Read> read(Charge charge, Channel channel, Sum sum) {
        var from = charge.first();
        var to = charge.beyond();
        var unit = charge.unit();
        if (from == null || to == null || unit == null) {
            return Optional.empty();
        }
        var expected = channel.days().startOf(to).getEpochSecond()
                - channel.days().startOf(from).getEpochSecond();
        return conversion(channel, unit)
                .map(conversion -> new BillView.Read(
                        decimal(conversion.apply(sum.billionths())), unit, sum.coveredSeconds(), expected));
    }

    private static String decimal(BigInteger billionths) {
        return Quantity.decimal(billionths);
    }

    private static Optional<Conversion> conversion(Channel channel, String unit) {
        return Unit.ofSymbol(channel.unit())
                .flatMap(from -> Unit.ofSymbol(unit).flatMap(to -> Conversion.between(from, to)));
    }

    private static LocalDate latest(LocalDate... days) {
        return Stream.of(days).max(LocalDate::compareTo).orElseThrow();
    }
}
