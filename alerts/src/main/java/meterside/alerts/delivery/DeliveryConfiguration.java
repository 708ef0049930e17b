package meterside.alerts.delivery;

import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import meterside.alerts.notice.Notices;
import meterside.alerts.sender.Medium;
import meterside.alerts.sender.Sender;
import meterside.alerts.words.City;
import meterside.alerts.words.Words;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the delivery together from the senders there are. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliverySettings.class)
class DeliveryConfiguration {

    @Bean
    Delivery delivery(
            ObjectProvider<Sender> senders,
            DueRepository dues,
            FateRepository fates,
            Notices notices,
            DeliverySettings settings,
            PlatformTransactionManager transactions,
            Clock clock) {
        Map<Medium, Sender> byMedium = senders.stream().collect(Collectors.toMap(Sender::medium, Function.identity()));
        return new Delivery(
                byMedium,
                dues,
                fates,
                notices,
                new Words(new City(settings.cityName(), settings.cityPhone(), settings.publicUrl(), settings.zone())),
                new Backoff(RandomGenerator.getDefault()),
                settings,
                new TransactionTemplate(transactions),
                clock,
                step -> {});
    }

    @Bean
    Loop noticeLoop(Delivery delivery, DeliverySettings settings) {
        return new Loop(delivery, settings);
    }
}
