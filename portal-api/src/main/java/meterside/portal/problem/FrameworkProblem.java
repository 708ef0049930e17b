package meterside.portal.problem;

import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** What the framework itself refuses, in our form. */
enum FrameworkProblem {
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            "method-not-allowed",
            "Not that way",
            "This address does not take that method."),
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE,
            "not-acceptable",
            "Not in that form",
            "This address cannot answer in a form that the Accept header allows."),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "too-large", "Too large", "The body is larger than this address takes."),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
            "Not in that form",
            "This address takes application/json."),
    UNEXPECTED(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "unexpected",
            "Something went wrong",
            "Something went wrong on our side. Nothing was lost.");

    private final HttpStatus status;
    private final String code;
    private final String title;
    private final String detail;

    FrameworkProblem(HttpStatus status, String code, String title, String detail) {
        this.status = status;
        this.code = code;
        this.title = title;
        this.detail = detail;
    }

    String code() {
        return code;
    }

    ProblemView view() {
        return ProblemView.of(status, code, title, detail);
    }

    static Optional<FrameworkProblem> ofStatus(HttpStatusCode status) {
        for (var problem : values()) {
            if (problem.status.value() == status.value()) {
                return Optional.of(problem);
            }
        }
        return Optional.empty();
    }
}
