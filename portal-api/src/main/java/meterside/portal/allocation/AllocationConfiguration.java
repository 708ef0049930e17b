package meterside.portal.allocation;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one policy of this utility. */
@Configuration(proxyBeanMethods = false)
class AllocationConfiguration {

    @Bean
    Policy policy(@Value("${" + Policies.SETTING + ":" + Policies.USUAL + "}") String chosen) {
        return Policies.find(chosen);
    }
}
