package meterside.alerts.backlog;

import java.time.Clock;
import meterside.alerts.health.HealthPart;
import meterside.alerts.sender.Medium;
import meterside.alerts.sender.Sender;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One part of health for each medium. */
@Configuration(proxyBeanMethods = false)
class BacklogConfiguration {

    @Bean
    HealthPart mailHealth(ObjectProvider<Sender> senders, BacklogRepository backlog, Clock clock) {
        return of(Medium.EMAIL, senders, backlog, clock);
    }

    @Bean
    HealthPart textHealth(ObjectProvider<Sender> senders, BacklogRepository backlog, Clock clock) {
        return of(Medium.SMS, senders, backlog, clock);
    }

    private static HealthPart of(
            Medium medium, ObjectProvider<Sender> senders, BacklogRepository backlog, Clock clock) {
        return new Backlog(medium, senders.stream().anyMatch(sender -> sender.medium() == medium), backlog, clock);
    }
}
