package meterside.portal.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.transaction.CannotCreateTransactionException;
import tools.jackson.databind.json.JsonMapper;

class ProblemHandlerTest {

    private final ProblemHandler handler = new ProblemHandler(JsonMapper.shared());

    static Stream<Exception> whatMeansThatOurDataIsAway() {
        return Stream.of(
                new DataAccessResourceFailureException("no connection"),
                new CannotCreateTransactionException("no connection for a transaction"),
                new QueryTimeoutException("too slow"),
                new TimeoutException("too late"),
                new RejectedExecutionException("too many"));
    }

    /** Busy is not broken: whoever asks is told to try again, and may. */
    @ParameterizedTest
    @MethodSource("whatMeansThatOurDataIsAway")
    void isAnswered503WithWhenToTryAgain(Exception failure) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/api/payments"));

        handler.handle(exchange, failure).block();

        assertThat(exchange.getResponse().getStatusCode().value()).isEqualTo(503);
        assertThat(exchange.getResponse().getHeaders().getFirst("Retry-After")).isNotEmpty();
        assertThat(exchange.getResponse().getBodyAsString().block()).contains("\"code\":\"unavailable\"");
    }
}
