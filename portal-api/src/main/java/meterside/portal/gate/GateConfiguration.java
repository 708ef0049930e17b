package meterside.portal.gate;

import meterside.portal.limit.Networks;
import meterside.portal.session.Sessions;
import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Makes controllers strict about parameters and able to ask who is signed in. */
@Configuration(proxyBeanMethods = false)
class GateConfiguration implements WebFluxConfigurer {

    private final Sessions sessions;
    private final Networks networks;

    GateConfiguration(Sessions sessions, Networks networks) {
        this.sessions = sessions;
        this.networks = networks;
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(new AskerArgument(sessions, networks));
    }

    @Bean
    WebFluxRegistrations strictMapping() {
        return new WebFluxRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new StrictMapping();
            }
        };
    }
}
