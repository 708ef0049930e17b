package meterside.alerts.delivery;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How notices are told.
 *
 * @param cityName how every message begins
 * @param publicUrl where the portal is, for links
 * @param secretKey 32 bytes in base64, with which links are signed; empty: e-mails have no stop link
 * @param zone the utility's, whose day limits the texts
 * @param textsADay how many texts a day over all: the spend cap
 * @param noticesADay how many alerts a contact gets a day before the rest is summed up
 * @param poll how often to look for what is due
 * @param lease after which a sender that did not come back is taken for dead
 * @param askAfter how long after a lost answer the provider is asked
 * @param atOnce how many messages are on their way at a time
 */
@ConfigurationProperties("meterside.notices")
record DeliverySettings(
        @DefaultValue("Meterside") String cityName,
        @DefaultValue("") String cityPhone,
        @DefaultValue("") String publicUrl,
        @DefaultValue("") String secretKey,
        @DefaultValue("America/New_York") ZoneId zone,
        @DefaultValue("1000") int textsADay,
        @DefaultValue("10") int noticesADay,
        @DefaultValue("400ms") Duration poll,
        @DefaultValue("3m") Duration lease,
        @DefaultValue("45s") Duration askAfter,
        @DefaultValue("6") int atOnce) {

    byte[] key() {
        return Base64.getDecoder().decode(secretKey);
    }

    @Override
    public String toString() {
        return cityName; // never the key
    }
}
