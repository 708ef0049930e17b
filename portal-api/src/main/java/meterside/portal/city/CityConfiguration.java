package meterside.portal.city;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The one city of this portal. */
@Configuration(proxyBeanMethods = false)
class CityConfiguration {

    @Bean
    City city(Environment environment, @Value("${meterside.pages:static}") String folder) {
        return Cities.of(name -> environment.getProperty(name, ""), folder);
    }
}
