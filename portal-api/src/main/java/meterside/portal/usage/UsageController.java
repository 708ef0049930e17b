package meterside.portal.usage;

import meterside.portal.account.Accounts;
import meterside.portal.session.Reader;
import meterside.portal.session.SignedIn;
import meterside.portal.span.Span;
import meterside.portal.usage.Answers.Question;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Usage of a channel. */
@RestController
class UsageController {

    private final Accounts accounts;
    private final UsageService usage;
    private final Answers answers;

    UsageController(Accounts accounts, UsageService usage, Answers answers) {
        this.accounts = accounts;
        this.usage = usage;
        this.answers = answers;
    }

    @GetMapping(path = "/api/accounts/{account}/channels/{channel}/usage", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<byte[]> usage(
            Reader who,
            @PathVariable String account,
            @PathVariable String channel,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam String by,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(name = "as-known-on", required = false) @Nullable String knownOn) {
        var span = Span.parse(from, to, by);
        var asked = Asked.parse(unit, knownOn);
        if (asked.knownOn().isPresent() || !(who instanceof SignedIn)) {
            return accounts.channel(who, account, channel)
                    .flatMap(found -> usage.of(found, span, asked))
                    .map(UsageView::json);
        }
        var question = new Question(who.login(), account, channel, span, asked.unit());
        return answers.of(question).map(Mono::just).orElseGet(() -> accounts.channel(who, account, channel)
                .flatMap(found -> answers.remembered(
                        question,
                        found.usagePoint(),
                        usage.of(found, span, asked).map(UsageView::json))));
    }
}
