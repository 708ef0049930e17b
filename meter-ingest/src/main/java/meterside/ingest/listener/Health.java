package meterside.ingest.listener;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Asks every part how it is. */
@Component
class Health {

    private final List<HealthPart> parts;

    Health(List<HealthPart> parts) {
        this.parts = List.copyOf(parts);
    }

    Route.Answer answer(boolean onlyVital) {
        var words = new TreeMap<String, String>();
        var up = true;
        for (var part : parts) {
            if (part.isVital() || !onlyVital) {
                var trouble = part.trouble();
                words.put(part.name(), trouble.map(what -> "down: " + what).orElse("up"));
                up &= trouble.isEmpty();
            }
        }
        return new Route.Answer(up ? 200 : 503, Map.of("status", up ? "up" : "down", "parts", words));
    }
}
