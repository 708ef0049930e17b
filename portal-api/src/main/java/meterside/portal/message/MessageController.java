package meterside.portal.message;

import meterside.portal.input.Typed;
import meterside.portal.limit.Network;
import meterside.portal.session.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Write to us. */
@RestController
class MessageController {

    private static final int LONGEST_SUBJECT = 120;
    private static final int LONGEST_TEXT = 5000;

    private final MessageService messages;

    MessageController(MessageService messages) {
        this.messages = messages;
    }

    /** @param account which account it is about; null for none */
    record MessageRequest(
            @Nullable String account,
            @Nullable String subject,
            @Nullable String text) {}

    @PostMapping("/api/messages")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Void> send(SignedIn who, @RequestBody MessageRequest typed, Network from) {
        var subject = Typed.line("subject", typed.subject(), LONGEST_SUBJECT);
        var text = Typed.text("text", typed.text(), LONGEST_TEXT);
        var account = typed.account() == null ? "" : typed.account();
        return messages.send(who, account, subject, text, from);
    }
}
