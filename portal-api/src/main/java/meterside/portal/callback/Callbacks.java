package meterside.portal.callback;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import meterside.portal.callback.EventRepository.Phone;
import meterside.portal.consent.Consents;
import meterside.portal.consent.Declaration;
import meterside.portal.notice.Notice;
import meterside.portal.notice.Notices;
import meterside.portal.notice.Recipient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Keeps what Twilio tells, once however often it comes, and acts on replies in the same transaction: a STOP is felt by the
 * next message. Whether states come in order is for alerts, which applies them.
 */
@Service
class Callbacks {

    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern ERROR = Pattern.compile("[0-9]{1,6}");

    /** What may be a card number is not kept (SC2). */
    private static final Pattern CARD = Pattern.compile("\\d(?:[ -]?\\d){12,18}");

    private static final int LONGEST_TEXT = 1600;
    private static final int MAILS_A_DAY = 10;
    private static final Duration ANSWER_GOOD_FOR = Duration.ofHours(1);

    private final EventRepository events;
    private final Consents consents;
    private final Notices notices;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final String utility;

    Callbacks(
            EventRepository events,
            Consents consents,
            Notices notices,
            TransactionalOperator transaction,
            Clock clock,
            @Value("${METERSIDE_UTILITY_EMAIL:}") String utility) {
        this.events = events;
        this.consents = consents;
        this.notices = notices;
        this.transaction = transaction;
        this.clock = clock;
        this.utility = utility;
    }

    /** @param notice our id of the notice, which we gave along */
    Mono<Void> status(String message, String state, String error, String notice) {
        var facts = new HashMap<String, Object>(Map.of("message", message, "state", state.toLowerCase(Locale.ROOT)));
        if (ERROR.matcher(error).matches()) {
            facts.put("error", Integer.parseInt(error));
        }
        if (ID.matcher(notice).matches()) {
            facts.put("notice", Long.parseLong(notice));
        }
        return Mono.defer(() -> events.insert(message + ":" + facts.get("state"), "status", facts, clock.instant()))
                .then();
    }

    Mono<Void> reply(String message, String from, String to, String text) {
        if (!NUMBER.matcher(from).matches()) {
            return Mono.empty(); // a short code or a name: nobody whom we have told anything
        }
        var means = Reply.of(text);
        var word = means.name().toLowerCase(Locale.ROOT).replace('_', '-');
        var facts = new HashMap<String, Object>(Map.of("message", message, "from", from, "to", to, "word", word));
        var kept = kept(text);
        if (means == Reply.UNCLEAR) {
            facts.put("text", kept);
        }
        // how the number stands before this reply is noted
        return Mono.defer(() -> events.number(from, clock.instant().minus(Duration.ofDays(1))))
                .flatMap(number -> events.insert(message, "reply", facts, clock.instant())
                        .flatMap(event -> act(means, number, event, message, from, kept)))
                .as(transaction::transactional);
    }

    private Mono<Void> act(Reply means, Phone number, long event, String message, String from, String text) {
        var word = new Declaration("sms", from, Declaration.Source.REPLY, text, null, event, null);
        return switch (means) {
            case STOP ->
                consents.take(word).then(number.stopped() ? Mono.empty() : answer("stopped", message, from, number));
            case START -> {
                var restored = number.stopped() && number.agreedBefore() ? consents.give(word) : Mono.<Void>empty();
                yield restored.then(number.stopped() ? answer("started", message, from, number) : Mono.empty());
            }
            case HELP -> answer("help", from + ":" + today(), from, number);
            case WRONG_NUMBER -> Mono.empty(); // alerts takes it from the event
            case UNCLEAR -> number.unclearToday() < MAILS_A_DAY ? toTheUtility(message, from, text) : Mono.empty();
        };
    }

    private Mono<Void> answer(String kind, String cause, String to, Phone number) {
        var recipient = new Recipient.Address("sms", to, number.language());
        return notices.tell(
                new Notice(kind + ":" + cause, kind, null, null, recipient, Map.of(), null, true, ANSWER_GOOD_FOR));
    }

    private Mono<Void> toTheUtility(String message, String from, String text) {
        if (utility.isEmpty()) {
            return Mono.empty();
        }
        var facts = Map.<String, Object>of(
                "subject", "A reply to a text that we could not read", "from", from, "text", text);
        return notices.tell(new Notice(
                "message:twilio:" + message,
                "message",
                null,
                null,
                Recipient.email(utility, "en"),
                facts,
                null,
                false,
                null));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static String kept(String text) {
        var masked = CARD.matcher(text).replaceAll("(number removed)");
        return masked.length() > LONGEST_TEXT ? masked.substring(0, LONGEST_TEXT) : masked;
    }
}
