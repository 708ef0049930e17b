package meterside.portal.signing;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keys of this portal. */
@Configuration(proxyBeanMethods = false)
class SigningConfiguration {

    @Bean
    SigningKeys signingKeys(
            @Value("${" + SigningKeys.SETTING + "}") String secret,
            @Value("${" + SigningKeys.EARLIER + ":}") String earlier) {
        return SigningKeys.of(secret, earlier);
    }
}
