package meterside.ingest.listener;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** What the listener does at one path. A bean of this type is found by itself; the bearer token has been checked. */
public interface Route {

    /** {@return such as {@code POST}} */
    String method();

    /** {@return such as {@code /files}; one that ends in a slash takes what follows it as {@link Call#rest}} */
    String path();

    /**
     * {@return what the caller is told}
     *
     * @throws Refusal if that is a problem of the caller's making
     */
    Answer answer(Call call) throws IOException;

    /**
     * What was asked.
     *
     * @param rest what follows the path, without the slash
     */
    record Call(Map<String, String> query, String rest, InputStream body) {

        /** {@return the parameter, or refuses with 400 if it is not there} */
        public String required(String name) {
            var value = query.get(name);
            if (value == null || value.isBlank()) {
                throw new Refusal(400, "malformed-request", "The parameter %s is missing.".formatted(name));
            }
            return value;
        }
    }

    /**
     * What is told.
     *
     * @param json what Jackson can write
     */
    record Answer(int status, Object json) {}

    /** An answer that is a problem (RFC 9457). */
    final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String code;

        public Refusal(int status, String code, String detail) {
            super(detail, null, false, false);
            this.status = status;
            this.code = code;
        }

        int status() {
            return status;
        }

        String code() {
            return code;
        }
    }
}
