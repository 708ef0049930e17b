package meterside.portal.evaluation;

import java.util.regex.Pattern;
import meterside.portal.account.Accounts;
import meterside.portal.session.SignedIn;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Why the customer was told. */
@RestController
class EvaluationController {

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private final Accounts accounts;
    private final EvaluationRepository evaluations;
    private final JsonMapper json;

    EvaluationController(Accounts accounts, EvaluationRepository evaluations, JsonMapper json) {
        this.accounts = accounts;
        this.evaluations = evaluations;
        this.json = json;
    }

    @GetMapping("/api/accounts/{account}/evaluations/{evaluation}")
    Mono<EvaluationView> evaluation(SignedIn who, @PathVariable String account, @PathVariable String evaluation) {
        var id = ID.matcher(evaluation).matches() ? Long.parseLong(evaluation) : 0;
        return accounts.channels(who, account)
                .filter(channels -> !channels.isEmpty())
                .map(channels -> channels.getFirst().scopes().getFirst())
                .flatMap(scope -> evaluations
                        .find(scope, who.login(), id)
                        .zipWhen(
                                found -> Mono.zip(evaluations.turns(id), evaluations.sent(scope, who.login(), id)),
                                (found, more) -> Evidence.view(found, more.getT1(), more.getT2(), json)))
                .switchIfEmpty(Mono.error(EvaluationNotFound::new));
    }
}
