package meterside.ingest.intake;

import java.util.Optional;
import java.util.function.Supplier;
import meterside.ingest.listener.HealthPart;
import meterside.ingest.rollup.DayRoller;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the topics are, and how the three that work on reads show in the process's health. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    @Bean
    Stream stream(@Value("${spring.kafka.bootstrap-servers}") String bootstrap) {
        return Stream.of(bootstrap);
    }

    @Bean
    HealthPart readsPart(Follower follower) {
        return part("reads", follower::trouble);
    }

    @Bean
    HealthPart daysPart(DayRoller roller) {
        return part("days", roller::trouble);
    }

    @Bean
    HealthPart waitingPart(Retaker retaker) {
        return part("waiting-reads", retaker::trouble);
    }

    private static HealthPart part(String name, Supplier<Optional<String>> trouble) {
        return new HealthPart() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<String> trouble() {
                return trouble.get();
            }
        };
    }
}
