package meterside.portal.trial;

import java.util.List;
import meterside.metering.Quantity;
import meterside.portal.problem.MalformedRequest;
import meterside.portal.session.SignedIn;
import meterside.portal.threshold.Subject;
import meterside.portal.threshold.Threshold;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What an alert would have told, before it is set. */
@RestController
class TrialController {

    private final TrialService trials;

    TrialController(TrialService trials) {
        this.trials = trials;
    }

    record DayView(String day, String value, String unit) {}

    record TrialView(String from, String to, int times, List<DayView> days, long daysWithReads) {

        static TrialView of(TrialService.Trial trial) {
            var days = trial.days().stream()
                    .map(day -> new DayView(
                            day.day().toString(),
                            Quantity.decimal(day.billionths()),
                            trial.unit().symbol()))
                    .toList();
            return new TrialView(
                    trial.from().toString(), trial.to().toString(), days.size(), days, trial.daysWithReads());
        }
    }

    @GetMapping("/api/accounts/{account}/alert-trial")
    Mono<TrialView> trial(
            SignedIn who,
            @PathVariable String account,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String commodity,
            @RequestParam String threshold,
            @RequestParam String unit,
            @RequestParam(required = false, defaultValue = "false") String countEstimates) {
        if (!countEstimates.equals("true") && !countEstimates.equals("false")) {
            throw new MalformedRequest("The parameter countEstimates is true or false.");
        }
        return trials.run(
                        who,
                        account,
                        new Subject.Named(channel, commodity),
                        Threshold.parse(threshold, unit),
                        countEstimates.equals("true"))
                .map(TrialView::of);
    }
}
