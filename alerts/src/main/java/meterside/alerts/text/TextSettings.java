package meterside.alerts.text;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How texts leave us.
 *
 * @param url where Twilio is
 * @param sid the account's id; empty: there are no texts
 * @param from our number
 * @param publicUrl where Twilio tells us how a text fared
 * @param whole how long one call may take
 */
@ConfigurationProperties("meterside.twilio")
record TextSettings(
        @DefaultValue("https://api.twilio.com") URI url,
        @DefaultValue("") String sid,
        @DefaultValue("") String token,
        @DefaultValue("") String from,
        @DefaultValue("") String publicUrl,
        @DefaultValue("20s") Duration whole) {

    TextSettings {
        if (!sid.isEmpty() && (token.isEmpty() || from.isEmpty())) {
            throw new IllegalArgumentException(
                    "METERSIDE_TWILIO_SID is set, so METERSIDE_TWILIO_TOKEN and METERSIDE_TEXT_FROM have to be too");
        }
    }

    @Override
    public String toString() {
        return url.toString(); // never the token
    }
}
