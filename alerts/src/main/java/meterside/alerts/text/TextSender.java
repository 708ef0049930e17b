package meterside.alerts.text;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.type.PhoneNumber;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import meterside.alerts.sender.Medium;
import meterside.alerts.sender.Message;
import meterside.alerts.sender.Outcome;
import meterside.alerts.sender.Sender;
import meterside.alerts.sender.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * Sends texts by Twilio's Messages API, which has no key that would make a repeat harmless: so after a lost answer the
 * list of messages is read before anything is sent again.
 */
final class TextSender implements Sender {

    /** Twilio's codes for an address that no text will reach; https://www.twilio.com/docs/api/errors. */
    private static final Map<Integer, Trouble> ADDRESS = Map.of(
            21211, Trouble.INVALID, // not a valid number
            21214, Trouble.INVALID, // cannot be reached
            21217, Trouble.INVALID, // not a valid number
            21614, Trouble.INVALID, // not a mobile number
            21610, Trouble.OPTED_OUT); // has sent STOP

    /** Our account's or our number's trouble, which an engineer can end: worth another try. */
    private static final Set<Integer> OURS = Set.of(20003, 20005, 20429, 21603, 21606, 21611, 21612, 21659, 21660);

    private static final int QUEUE_FULL = 21611;
    private static final Duration SLOWER = Duration.ofMinutes(2);
    private static final Pattern NUMBER = Pattern.compile("\\+?\\d{7,}");
    private static final long MOST = 100;
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

    private final TextSettings settings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    TextSender(TextSettings settings) {
        this.settings = settings;
    }

    @Override
    public Medium medium() {
        return Medium.SMS;
    }

    @Override
    public Outcome send(Message message) {
        var call = call();
        try {
            var creator = com.twilio.rest.api.v2010.account.Message.creator(
                    settings.sid(), new PhoneNumber(message.to()), new PhoneNumber(settings.from()), message.text());
            if (!settings.publicUrl().isEmpty()) {
                creator.setStatusCallback(URI.create(
                        "%s/callbacks/twilio/status?notice=%d".formatted(settings.publicUrl(), message.notice())));
            }
            var taken = creator.create(client(call));
            return Outcome.accepted(taken.getSid(), "accepted, " + taken.getStatus());
        } catch (ApiException refused) {
            return judge(refused, call);
        } catch (Call.Unanswered lost) {
            return call.handedOver() ? Outcome.unknown(words(lost)) : Outcome.later(words(lost));
        } catch (RuntimeException unexpected) { // such as an answer that the library cannot read
            return Outcome.unknown(words(unexpected));
        }
    }

    @Override
    public Outcome ask(Message message, Instant since, Set<String> others) {
        try {
            var sent = com.twilio.rest.api.v2010.account.Message.reader(settings.sid())
                    .setTo(new PhoneNumber(message.to()))
                    .setPageSize(MOST)
                    .limit(MOST)
                    .read(client(call()));
            for (var one : sent) {
                if (isThis(one, message, since) && !others.contains(one.getSid())) {
                    return Outcome.accepted(one.getSid(), "found at the provider, " + one.getStatus());
                }
            }
            return Outcome.later("the provider has no such text");
        } catch (RuntimeException failure) {
            return Outcome.unknown(words(failure));
        }
    }

    private static boolean isThis(com.twilio.rest.api.v2010.account.Message one, Message message, Instant since) {
        return message.text().equals(one.getBody())
                && one.getDateCreated() != null
                && !one.getDateCreated().toInstant().isBefore(since.minus(CLOCKS_DIFFER));
    }

    private static Outcome judge(ApiException refused, Call call) {
        var status = refused.getStatusCode() == null ? 0 : refused.getStatusCode();
        var code = refused.getCode() == null ? 0 : refused.getCode();
        var said = "%d, code %d: %s".formatted(status, code, words(refused));
        var trouble = trouble(code);
        if (trouble != null) {
            return Outcome.refused(said, trouble);
        }
        if (status == 429 || status == 401 || status == 403 || OURS.contains(code)) {
            var wait = code == QUEUE_FULL && call.retryAfter().isZero() ? SLOWER : call.retryAfter();
            return Outcome.later(said, wait);
        }
        return status >= 400 && status < 500 ? Outcome.refused(said) : Outcome.unknown(said);
    }

    private static @Nullable Trouble trouble(int code) {
        return ADDRESS.get(code);
    }

    private Call call() {
        return new Call(http, settings.url(), settings.whole());
    }

    private TwilioRestClient client(Call call) {
        return new TwilioRestClient.Builder(settings.sid(), settings.token())
                .httpClient(call)
                .build();
    }

    /** {@return the words without anybody's number} */
    private static String words(RuntimeException failure) {
        var said = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return NUMBER.matcher(said).replaceAll("…");
    }
}
