package meterside.portal.problem;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renders every failure, ours, the framework's and the database's, as RFC 9457 {@code application/problem+json}. The only
 * place that does, so that filters, controllers and unknown addresses all answer in one form.
 */
@Component
@Order(-2) // before Boot's own handler, which would tell more than we want
class ProblemHandler implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    private final JsonMapper json;

    ProblemHandler(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        var response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(failure); // too late for an answer; the connection is closed
        }
        var headers = response.getHeaders();
        var view = viewOf(failure, exchange, headers);
        response.setStatusCode(HttpStatusCode.valueOf(view.status()));
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        var body = json.writeValueAsBytes(view);
        headers.setContentLength(body.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static ProblemView viewOf(Throwable failure, ServerWebExchange exchange, HttpHeaders headers) {
        return switch (failure) {
            case Problem problem -> view(problem, headers);
            case DataAccessResourceFailureException away -> unavailable(away, headers);
            case CannotCreateTransactionException away -> unavailable(away, headers);
            case TransientDataAccessException busy -> unavailable(busy, headers);
            case TimeoutException late -> unavailable(late, headers);
            case RejectedExecutionException full -> unavailable(full, headers);
            case ErrorResponseException refused
            when refused.getStatusCode().is4xxClientError() -> {
                headers.addAll(refused.getHeaders()); // Allow, Accept
                yield ofFramework(refused);
            }
            default -> {
                var request = exchange.getRequest();
                LOG.error("Answered 500 to {} {}", request.getMethod(), request.getPath(), failure);
                yield FrameworkProblem.UNEXPECTED.view();
            }
        };
    }

    private static ProblemView view(Problem problem, HttpHeaders headers) {
        problem.retryAfter()
                .map(wait -> Math.max(1, wait.toSeconds()))
                .ifPresent(seconds -> headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
        return ProblemView.of(problem);
    }

    private static ProblemView unavailable(Exception why, HttpHeaders headers) {
        LOG.warn(
                "Answered 503: {}, {}",
                why.getMessage(),
                NestedExceptionUtils.getMostSpecificCause(why).toString());
        return view(new Unavailable(), headers);
    }

    private static ProblemView ofFramework(ErrorResponseException refused) {
        if (refused.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
            return ProblemView.of(new NotFound());
        }
        return FrameworkProblem.ofStatus(refused.getStatusCode())
                .map(FrameworkProblem::view)
                .orElseGet(() -> ProblemView.of(new MalformedRequest(reason(refused))));
    }

    private static String reason(ErrorResponseException refused) {
        if (refused instanceof MissingRequestValueException missing) {
            return "The parameter %s is missing.".formatted(missing.getName());
        }
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnrecognizedPropertyException unknown) {
                return "The body has a field that is not known here. Known are %s."
                        .formatted(unknown.getKnownPropertyIds());
            }
        }
        return "The body is not the JSON that this address takes.";
    }
}
