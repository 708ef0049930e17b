package meterside.alerts.mail;

import java.time.Clock;
import meterside.alerts.sender.Sender;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Without METERSIDE_SMTP_HOST there is no e-mail: its notices wait, and health says so. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailSettings.class)
class MailConfiguration {

    @Bean
    @ConditionalOnExpression("!'${meterside.smtp.host:}'.isEmpty()")
    Sender mailSender(MailSettings settings, Clock clock) {
        return new MailSender(settings, clock);
    }
}
