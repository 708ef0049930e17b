package meterside.portal.health;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Alive: the process runs. Ready: every part answered a moment ago. */
@RestController
class HealthController {

    private final List<Part> parts;

    HealthController(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    record HealthView(String status, Map<String, String> parts) {

        static HealthView of(Map<String, String> parts) {
            return new HealthView(parts.values().stream().allMatch(HealthView::isWell) ? Part.UP : "down", parts);
        }

        private static boolean isWell(String state) {
            return state.equals(Part.UP) || state.startsWith(Part.OFF);
        }
    }

    @GetMapping("/health/live")
    HealthView live() {
        return HealthView.of(Map.of());
    }

    @GetMapping("/health/ready")
    Mono<ResponseEntity<HealthView>> ready() {
        return Flux.fromIterable(parts)
                .flatMap(part -> part.state().map(state -> Map.entry(part.name(), state)))
                .collect(TreeMap<String, String>::new, (states, part) -> states.put(part.getKey(), part.getValue()))
                .map(HealthView::of)
                .map(health -> ResponseEntity.status(
                                health.status().equals(Part.UP) ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                        .body(health));
    }
}
