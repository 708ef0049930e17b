package meterside.journeys;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A CMEP file with one read of a channel of the town, said by a head-end later than whatever came before. */
final class DroppedFile {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMddHHmm");

    private DroppedFile() {}

    /** @param hour when the hour begins, on the quarter */
    static String line(House house, String channel, OffsetDateTime hour, Instant now, String amount) {
        var key = house.sql("select key from feed_key where feed = 'cmep' and channel = " + channel
                        + " order by lower(during) desc limit 1")
                .split(":");
        return "MEPMD01,20080501,JOURNEY,CUST:020000,,%s,%s,,OK,%s,%s,1.0,00000100,1,%s,R0,%s\r\n"
                .formatted(
                        key[0],
                        now.atOffset(ZoneOffset.UTC).plusHours(6).format(STAMP),
                        key[1],
                        key[2],
                        hour.plusHours(1).withOffsetSameInstant(ZoneOffset.UTC).format(STAMP),
                        amount);
    }

    /** {@return the hourly water channel of an account that comes by CMEP} */
    static String waterOf(House house, String account) {
        return house.sql("""
                select c.id from channel c
                join usage_point p on p.id = c.usage_point
                join service_agreement g on g.usage_point = p.id and upper_inf(g.during)
                join feed_key k on k.channel = c.id and k.feed = 'cmep'
                where g.account = %s and p.commodity = 'water' and c.kind = 'delta' and c.length = 'PT1H' limit 1
                """.formatted(account));
    }
}
