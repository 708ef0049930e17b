package meterside.portal.goal;

import meterside.portal.limit.Network;
import meterside.portal.session.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The running cycle, and the goal for it. */
@RestController
@RequestMapping("/api/accounts/{account}/channels/{channel}")
class GoalController {

    private final GoalService goals;

    GoalController(GoalService goals) {
        this.goals = goals;
    }

    @GetMapping("/cycle")
    Mono<CycleView> cycle(SignedIn who, @PathVariable String account, @PathVariable String channel) {
        return goals.running(who, account, channel);
    }

    @PutMapping("/goal")
    Mono<CycleView.GoalView> put(
            SignedIn who,
            @PathVariable String account,
            @PathVariable String channel,
            @RequestBody GoalRequest typed,
            Network from) {
        return goals.put(who, account, channel, typed, from);
    }

    @DeleteMapping("/goal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(SignedIn who, @PathVariable String account, @PathVariable String channel, Network from) {
        return goals.delete(who, account, channel, from);
    }
}
