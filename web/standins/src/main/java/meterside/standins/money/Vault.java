package meterside.standins.money;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * All the provider knows: objects in Stripe's words, by id. A change is one line on the disk before anyone is told of it, and
 * the lines make everything again after a restart. Fields that begin with {@code _} are the stand-in's own and never shown.
 */
final class Vault implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.shared();

    /** What the Java library of this version expects; events carry it. */
    static final String API_VERSION = "2026-07-29.dahlia";

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** By id, as JSON: as trees some thousand pages would take all the room that a stand-in has. */
    private final Map<String, byte[]> objects = new LinkedHashMap<>();

    private final Map<String, Set<String>> ofType = new LinkedHashMap<>();
    private final Map<String, Set<String>> ofPayment = new LinkedHashMap<>();
    private final Map<String, Due> dueOf = new HashMap<>();
    private final NavigableSet<Due> due =
            new TreeSet<>(Comparator.comparingLong(Due::millis).thenComparing(Due::id));
    private final SecureRandom random = new SecureRandom();
    private final FileOutputStream file;
    private final Clock clock;
    private Consumer<List<String>> listener = events -> {};

    /** What is to be looked after, and when. */
    private record Due(long millis, String id) {}

    Vault(Path folder, Clock clock) throws IOException {
        this.clock = clock;
        Files.createDirectories(folder);
        var path = folder.resolve("money.jsonl");
        if (Files.exists(path)) {
            Files.readAllLines(path).forEach(this::read);
        }
        file = new FileOutputStream(path.toFile(), true); // not a channel, which an interrupt would close for all
        if (Files.size(path) > 0) {
            file.write('\n'); // ends a line that a kill cut off
        }
    }

    /** A line cut off by a kill was never acknowledged: it is passed over. */
    private void read(String line) {
        try {
            JSON.readTree(line).path("put").forEach(object -> keep((ObjectNode) object));
        } catch (JacksonException cutOff) {
            // nobody was told
        }
    }

    private void keep(ObjectNode object) {
        var id = object.path("id").asString();
        objects.put(id, JSON.writeValueAsBytes(object));
        ofType.computeIfAbsent(object.path("object").asString(), none -> new LinkedHashSet<>())
                .add(id);
        var payment = object.path("metadata").path("payment").asString("");
        if (!payment.isEmpty()) {
            ofPayment.computeIfAbsent(payment, none -> new LinkedHashSet<>()).add(id);
        }
        var before = dueOf.remove(id);
        if (before != null) {
            due.remove(before);
        }
        if (object.has("_due")) {
            var next = new Due(object.path("_due").asLong(), id);
            dueOf.put(id, next);
            due.add(next);
        }
    }

    /** Has the ids of the events of each change handed over, once it is on the disk. */
    void listen(Consumer<List<String>> to) {
        listener = to;
    }

    /** One change after the other: all that it puts is kept, or, when it throws, nothing. */
    <T> T change(Function<Change, T> what) {
        var change = new Change();
        T result;
        synchronized (this) {
            result = what.apply(change);
            write(change.edited);
            change.edited.values().forEach(this::keep);
        }
        if (!change.events.isEmpty()) {
            listener.accept(change.events);
        }
        return result;
    }

    private void write(Map<String, ObjectNode> edited) {
        if (edited.isEmpty()) {
            return;
        }
        var line = JSON.createObjectNode().put("at", clock.instant().toString());
        edited.values().forEach(line.putArray("put")::add);
        try {
            file.write((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
            file.getFD().sync();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** {@return a copy} */
    synchronized Optional<ObjectNode> find(String id) {
        return Optional.ofNullable(objects.get(id)).map(Vault::parsed);
    }

    /** {@return the ids of all of a type, the oldest first} For those who would rather not have all of them at once. */
    synchronized List<String> ids(String type) {
        return List.copyOf(ofType.getOrDefault(type, Set.of()));
    }

    /** {@return copies of all of a type, such as payment_intent, the oldest first} */
    synchronized List<ObjectNode> all(String type, Predicate<ObjectNode> which) {
        return ofType.getOrDefault(type, Set.of()).stream()
                .map(this::get)
                .filter(which)
                .toList();
    }

    /** {@return copies of all of a type that carry {@code metadata[payment]}} */
    synchronized List<ObjectNode> ofPayment(String type, String payment) {
        return ofPayment.getOrDefault(payment, Set.of()).stream()
                .map(this::get)
                .filter(object -> object.path("object").asString().equals(type))
                .toList();
    }

    /** {@return what is to be looked after by now} */
    synchronized List<String> due() {
        var now = clock.millis();
        return due.stream().takeWhile(one -> one.millis() <= now).map(Due::id).toList();
    }

    synchronized boolean isDue(String id) {
        var at = dueOf.get(id);
        return at != null && at.millis() <= clock.millis();
    }

    private static ObjectNode parsed(byte[] object) {
        return (ObjectNode) JSON.readTree(object);
    }

    /** {@return a copy} */
    private ObjectNode get(String id) {
        var object = objects.get(id);
        if (object == null) {
            throw new IllegalStateException("nothing is called " + id);
        }
        return parsed(object);
    }

    /** {@return seconds since 1970} */
    long now() {
        return clock.instant().getEpochSecond();
    }

    Clock clock() {
        return clock;
    }

    /** {@return such as pi_3Nq…} */
    String id(String prefix) {
        var id = new StringBuilder(prefix);
        for (var i = 0; i < 24; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    /** {@return what is shown of an object} */
    static ObjectNode shown(ObjectNode object) {
        var shown = object.deepCopy();
        shown.propertyNames().stream()
                .filter(name -> name.startsWith("_"))
                .toList()
                .forEach(shown::remove);
        return shown;
    }

    /** Null and the empty string mean: nothing is there. */
    static JsonNode text(@Nullable String text) {
        return text == null || text.isEmpty()
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance.stringNode(text);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** What is being done; only within {@link #change}. */
    final class Change {

        private final Map<String, ObjectNode> edited = new LinkedHashMap<>();
        private final List<String> events = new ArrayList<>();

        /** {@return the object, to be changed: it is kept as it is when the change ends} */
        ObjectNode edit(String id) {
            return edited.computeIfAbsent(id, Vault.this::get);
        }

        boolean knows(String id) {
            return edited.containsKey(id) || objects.containsKey(id);
        }

        /** {@return the object as it is so far; not to be changed} */
        ObjectNode look(String id) {
            var mine = edited.get(id);
            return mine == null ? get(id) : mine;
        }

        /** {@return a new object with id, type, livemode, created} */
        ObjectNode make(String type, String prefix) {
            var object = JSON.createObjectNode();
            var id = id(prefix);
            object.put("id", id).put("object", type).put("created", now()).put("livemode", false);
            edited.put(id, object);
            return object;
        }

        /** Keeps an object under its own id. */
        void put(ObjectNode object) {
            edited.put(object.path("id").asString(), object);
        }

        /** Has the world told, with the object as it is now. */
        void tell(String type, ObjectNode object) {
            var event = make("event", "evt_");
            event.put("api_version", API_VERSION).put("pending_webhooks", 1).put("type", type);
            event.putObject("request").putNull("id").putNull("idempotency_key");
            event.putObject("data").set("object", shown(object));
            event.put("_open", true).putArray("_attempts");
            events.add(event.path("id").asString());
        }

        long now() {
            return Vault.this.now();
        }

        Clock clock() {
            return clock;
        }
    }
}
