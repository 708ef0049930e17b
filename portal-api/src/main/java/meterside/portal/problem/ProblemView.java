package meterside.portal.problem;

import org.springframework.http.HttpStatus;

/** RFC 9457 on the wire. Without {@code instance}: it would tell unknown things apart. */
record ProblemView(String type, String title, int status, String detail, String code) {

    static ProblemView of(HttpStatus status, String code, String title, String detail) {
        return new ProblemView("/problems/" + code, title, status.value(), detail, code);
    }

    static ProblemView of(Problem problem) {
        return of(statusOf(problem.kind()), problem.code(), problem.title(), problem.detail());
    }

    private static HttpStatus statusOf(Problem.Kind kind) {
        return switch (kind) {
            case MALFORMED -> HttpStatus.BAD_REQUEST;
            case SIGNED_OUT -> HttpStatus.UNAUTHORIZED;
            case CROSS_SITE -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
