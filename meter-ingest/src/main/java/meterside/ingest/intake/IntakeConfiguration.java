package meterside.ingest.intake;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    @Bean
    Stream stream(@Value("${spring.kafka.bootstrap-servers}") String bootstrap) {
        return Stream.of(bootstrap);
    }
}
