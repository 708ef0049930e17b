package meterside.portal;

import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** The client all repositories use. The pool's limits are in application.yaml. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** A server that takes a query and says nothing, frozen or cut off, is as good as away; statement_timeout is its own. */
    private static final Duration FIRST_WORD = Duration.ofSeconds(1);

    @Bean
    DatabaseClient databaseClient(ConnectionFactory connections) {
        return DatabaseClient.builder()
                .connectionFactory(connections)
                .executeFunction(statement -> Flux.from(statement.execute()).timeout(FIRST_WORD))
                .build();
    }
}
