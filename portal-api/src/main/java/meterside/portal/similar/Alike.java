package meterside.portal.similar;

import java.time.YearMonth;
import java.time.ZoneId;
import meterside.portal.account.Channel;

/**
 * Which homes are like one, and the month: of one class and size, with the same measured in the same time zone.
 *
 * @param unit that sums are told in; homes measured in one that does not convert to it are left out
 */
record Alike(
        String commodity,
        String homeClass,
        String sizeBand,
        String quantity,
        String flow,
        String unit,
        ZoneId zone,
        YearMonth month) {

    static Alike of(Channel channel, String homeClass, String sizeBand, YearMonth month) {
        return new Alike(
                channel.commodity(),
                homeClass,
                sizeBand,
                channel.quantity(),
                channel.flow(),
                channel.unit(),
                channel.days().zone(),
                month);
    }
}
