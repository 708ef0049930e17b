package meterside.portal.callback;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import meterside.portal.problem.MalformedRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where Twilio calls us. Its signature stands for the same-origin check of our own pages: without it nothing is read. */
@RestController
class CallbackController {

    private final Callbacks callbacks;
    private final Signature signature;
    private final String publicUrl;

    CallbackController(
            Callbacks callbacks,
            @Value("${METERSIDE_TWILIO_TOKEN:}") String token,
            @Value("${METERSIDE_PUBLIC_URL:}") String publicUrl) {
        this.callbacks = callbacks;
        this.signature = new Signature(token);
        this.publicUrl = publicUrl;
    }

    /** How a text fares. */
    @PostMapping("/callbacks/twilio/status")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> status(ServerWebExchange exchange) {
        var notice = exchange.getRequest().getQueryParams().getFirst("notice");
        return signed(
                exchange,
                form -> callbacks.status(
                        required(form, "MessageSid"),
                        required(form, "MessageStatus"),
                        form.getOrDefault("ErrorCode", ""),
                        notice == null ? "" : notice));
    }

    /** What a text's reader answers. */
    @PostMapping("/callbacks/twilio/messages")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> messages(ServerWebExchange exchange) {
        return signed(
                exchange,
                form -> callbacks.reply(
                        required(form, "MessageSid"),
                        required(form, "From"),
                        form.getOrDefault("To", ""),
                        form.getOrDefault("Body", "")));
    }

    private Mono<Void> signed(ServerWebExchange exchange, Function<SortedMap<String, String>, Mono<Void>> act) {
        var request = exchange.getRequest();
        var query = request.getURI().getRawQuery();
        var url = publicUrl + request.getPath().value() + (query == null ? "" : "?" + query);
        var given = request.getHeaders().getFirst("X-Twilio-Signature");
        return exchange.getFormData().flatMap(data -> {
            var form = new TreeMap<>(data.toSingleValueMap());
            return signature.isOf(url, form, given) ? act.apply(form) : Mono.error(new SignatureRefused());
        });
    }

    private static String required(SortedMap<String, String> form, String name) {
        var value = form.get(name);
        if (value == null || value.isBlank()) {
            throw new MalformedRequest("The parameter %s is missing.".formatted(name));
        }
        return value;
    }
}
