package meterside.ingest.feed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The feeds we can read: the built-in ones, and those of an operator's folder, which may replace them by name. */
public final class Feeds {

    private final Map<String, FeedProfile> byName;

    private Feeds(Map<String, FeedProfile> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** {@return the feeds that are part of the product} */
    public static Feeds builtIn() {
        var byName = new TreeMap<String, FeedProfile>();
        for (var name : new String[] {"cmep", "beacon", "weather", "weather-metric"}) {
            byName.put(name, FeedProfile.parse(name + ".yaml", resource("/feeds/" + name + ".yaml")));
        }
        return new Feeds(byName);
    }

    /**
     * {@return these feeds and those of the folder's {@code *.yaml}}
     *
     * @throws WrongProfile if one cannot be used, or two have the same name, in one sentence
     */
    public Feeds with(Path folder) {
        var found = new TreeMap<String, FeedProfile>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                var profile = FeedProfile.parse(file.toString(), Files.readString(file));
                if (found.put(profile.feed(), profile) != null) {
                    throw new WrongProfile(
                            file.toString(), "another file of the folder also has feed: " + profile.feed());
                }
            }
        } catch (IOException unreadable) {
            throw new WrongProfile(folder.toString(), "the folder cannot be read (%s)".formatted(unreadable));
        }
        var all = new TreeMap<>(byName);
        all.putAll(found);
        return new Feeds(all);
    }

    /** {@return the feed's profile, or empty if there is no such feed} */
    public Optional<FeedProfile> named(String feed) {
        return Optional.ofNullable(byName.get(feed));
    }

    /** {@return the names, in order} */
    public Collection<String> names() {
        return new TreeMap<>(byName).keySet();
    }

    private static String resource(String name) {
        try (var in = Feeds.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the product lacks its own " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
