package meterside.alerts.text;

import meterside.alerts.sender.Sender;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Without METERSIDE_TWILIO_SID there are no texts: their notices wait, and health says so. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TextSettings.class)
class TextConfiguration {

    @Bean
    @ConditionalOnExpression("!'${meterside.twilio.sid:}'.isEmpty()")
    Sender textSender(TextSettings settings) {
        return new TextSender(settings);
    }
}
