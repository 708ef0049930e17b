package meterside.portal;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import meterside.db.Clocks;
import meterside.db.Settings;
import meterside.portal.allocation.Policies;
import meterside.portal.allocation.WrongPolicy;
import meterside.portal.city.Cities;
import meterside.portal.city.WrongCity;
import meterside.portal.signing.SigningKeys;
import meterside.portal.signing.WrongKey;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What customers and staff ask for; the only public listener. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableScheduling
public class PortalApplication {

    public static void main(String[] args) {
        Settings.require(Map.of(
                "METERSIDE_DB_HOST",
                "127.0.0.1",
                "METERSIDE_DB_PORT",
                "5432",
                "METERSIDE_DB_NAME",
                "meterside",
                "METERSIDE_DB_PASSWORD",
                "a long random word",
                "METERSIDE_KAFKA",
                "127.0.0.1:9092",
                "METERSIDE_PORT",
                "8080",
                "METERSIDE_SECRET_KEY",
                "what openssl rand -base64 32 prints",
                SigningKeys.SETTING,
                SigningKeys.EXAMPLE,
                "METERSIDE_UTILITY_EMAIL",
                "customers@city.example"));
        requireKeys();
        requireAPolicy();
        requireACity();
        SpringApplication.run(PortalApplication.class, args);
    }

    /** A key that is none is found now, and not by whoever checks a file years later. */
    private static void requireKeys() {
        try {
            var settings = new Settings(System.getenv());
            SigningKeys.of(
                    settings.required(SigningKeys.SETTING, SigningKeys.EXAMPLE),
                    settings.orElse(SigningKeys.EARLIER, ""));
        } catch (WrongKey wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        }
    }

    /** A debt without a place in the order is found now, not when somebody has paid. */
    private static void requireAPolicy() {
        try {
            Policies.find(new Settings(System.getenv()).orElse(Policies.SETTING, Policies.USUAL));
        } catch (WrongPolicy wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        }
    }

    /** Colours that not everyone can read, and texts that no page can hold, are found now and not by customers. */
    private static void requireACity() {
        try {
            var settings = new Settings(System.getenv());
            Cities.of(name -> settings.orElse(name, ""), "static");
        } catch (WrongCity wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        }
    }

    @Bean
    Clock clock(Environment environment) {
        var settings = new HashMap<String, String>();
        Stream.of("METERSIDE_CLOCK", "METERSIDE_CLOCK_SET_AT")
                .forEach(name -> settings.put(name, environment.getProperty(name, "")));
        return Clocks.fromEnvironment(new Settings(settings));
    }
}
