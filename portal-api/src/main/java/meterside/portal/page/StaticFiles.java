package meterside.portal.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meterside.portal.city.City;
import meterside.portal.signing.SigningKeys;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;

/**
 * All files of module web, read once at start. What is not in the map is not there: no path can reach anything else, and
 * no event loop waits for a disk.
 */
@Component
class StaticFiles {

    private final Map<String, StaticFile> files = new HashMap<>();

    /** @param folder on the class path, such as {@code static} */
    StaticFiles(@Value("${meterside.pages:static}") String folder, City city, SigningKeys keys) throws IOException {
        var root = "/%s/".formatted(folder);
        var built = new TreeMap<String, byte[]>();
        for (var resource :
                new PathMatchingResourcePatternResolver().getResources("classpath*:%s/**".formatted(folder))) {
            var place = resource.getURL().toString();
            if (resource.isReadable() && !place.endsWith("/")) {
                built.put(place.substring(place.lastIndexOf(root) + root.length()), resource.getContentAsByteArray());
            }
        }
        var bytes = Dress.of(city, keys, built);
        bytes.forEach((name, plain) -> {
            if (!isCompressed(name, bytes)) {
                var bodies = new HashMap<>(Map.of("identity", plain));
                Optional.ofNullable(bytes.get(name + ".br")).ifPresent(body -> bodies.put("br", body));
                Optional.ofNullable(bytes.get(name + ".gz")).ifPresent(body -> bodies.put("gzip", body));
                files.put(name, StaticFile.of(typeOf(name), bodies));
            }
        });
    }

    /** {@return the file, such as {@code app.html} or {@code assets/app-3f2a.js}, or empty} */
    Optional<StaticFile> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    private static boolean isCompressed(String name, Map<String, byte[]> files) {
        return (name.endsWith(".br") || name.endsWith(".gz"))
                && files.containsKey(name.substring(0, name.length() - 3));
    }

    private static MediaType typeOf(String name) {
        if (name.endsWith(".webmanifest")) {
            return new MediaType("application", "manifest+json", StandardCharsets.UTF_8);
        }
        var type = MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM);
        return type.getType().equals("text") ? new MediaType(type, StandardCharsets.UTF_8) : type;
    }
}
