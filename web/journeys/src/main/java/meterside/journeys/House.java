package meterside.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A whole Meterside in a home of its own, driven by {@code ./meterside} as an engineer would. It is stopped when closed;
 * its data stays until the home is deleted.
 */
public final class House implements AutoCloseable {

    private final Path root;
    private final Path home;
    private final Map<String, String> environment;
    private final int port;

    /**
     * Nothing is started yet.
     *
     * @param home the folder for all its data; made when it is not there
     * @param environment further settings, such as {@code METERSIDE_CLOCK}
     */
    public House(Path home, Map<String, String> environment) {
        this.root = root();
        this.home = home.toAbsolutePath().normalize();
        this.environment = new TreeMap<>(environment);
        this.port = freePort();
    }

    /**
     * What a command said.
     *
     * @param code its exit code
     * @param out what it printed
     * @param err what it complained about
     */
    public record Said(int code, String out, String err) {

        /**
         * {@return what it printed, without the last line break}
         *
         * @throws IllegalStateException if it failed, with what it said
         */
        public String orThrow() {
            if (code != 0) {
                throw new IllegalStateException("exit code %d: %s%s".formatted(code, out, err));
            }
            return out.strip();
        }
    }

    /** {@return the checkout we belong to} */
    static Path root() {
        return Path.of(System.getProperty("meterside.root", "."))
                .toAbsolutePath()
                .normalize();
    }

    /** Starts it and returns when it is ready. Options are those of {@code up}. */
    public void up(String... options) {
        var words = new ArrayList<>(List.of("up", "-d"));
        words.addAll(Arrays.asList(options));
        run(words).orThrow();
    }

    /** Stops it; its data stays. */
    public void down() {
        run(List.of("down")).orThrow();
    }

    /** Runs any verb of the script. */
    public Said meterside(String... words) {
        return run(List.of(words));
    }

    /** Makes a login for one of the utility's own people, whose password has 15 characters at least. */
    void addStaff(String email, String role, String password) {
        run(List.of("staff", "add", email, "--role", role), Map.of("METERSIDE_NEW_PASSWORD", password))
                .orThrow();
    }

    /** {@return what the statement selects, a row a line, columns parted by {@code |}} */
    public String sql(String statement) {
        return run(List.of("psql", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-c", statement))
                .orThrow();
    }

    /** {@return the database's prompt, which runs what is written to it; whoever asks for it ends it} */
    Process prompt() throws IOException {
        var builder = new ProcessBuilder(root.resolve("meterside").toString(), "psql", "-qAt", "-v", "ON_ERROR_STOP=1")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("METERSIDE_HOME", home.toString());
        return builder.start();
    }

    /** {@return the password of one of the roles that only processes of the house use, such as {@code PORTAL_DB_PASSWORD}} */
    String secret(String name) {
        return setting("secrets", name);
    }

    /** {@return the port of the portal} */
    public int port() {
        return port;
    }

    /** {@return where its data is} */
    public Path home() {
        return home;
    }

    /** {@return the address of the portal, without a slash at its end} */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Puts a file into the drop folder of a feed as a head-end does: under another name first, then renamed. */
    public void drop(String feed, String name, String text) {
        try {
            var folder = Files.createDirectories(home.resolve("drop").resolve(feed));
            var part = Files.writeString(folder.resolve(name + ".part"), text);
            Files.move(part, folder.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** {@return a port within the house, such as that of {@code KAFKA_PORT}} */
    public int portOf(String name) {
        return Integer.parseInt(setting("ports", name));
    }

    private String setting(String file, String name) {
        try (var lines = Files.lines(home.resolve(file))) {
            return lines.filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(name.length() + 1))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** {@return the process of a part, such as {@code meter-ingest}, while it runs} */
    public ProcessHandle process(String part) {
        try {
            var pid = Long.parseLong(
                    Files.readString(home.resolve("run").resolve(part + ".pid")).strip());
            return ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException(part + " does not run"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** {@return the number of the database server's process, whose children are its sessions} */
    long databaseProcess() {
        return numberIn(home.resolve("pg/postmaster.pid"));
    }

    /** {@return the number of the broker's process} */
    long kafkaProcess() {
        return numberIn(home.resolve("kafka/pid"));
    }

    private static long numberIn(Path file) {
        try {
            return Long.parseLong(Files.readAllLines(file).getFirst().strip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Deletes a folder and all that is in it. */
    static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    @Override
    public void close() {
        run(List.of("down"));
    }

    private Said run(List<String> words) {
        return run(words, Map.of());
    }

    private Said run(List<String> words, Map<String, String> more) {
        var command = new ArrayList<>(List.of(root.resolve("meterside").toString()));
        command.addAll(words);
        try {
            Files.createDirectories(home);
            var out = Files.createTempFile("meterside", ".out");
            var err = Files.createTempFile("meterside", ".err");
            var builder = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            builder.environment().putAll(more);
            builder.environment().put("METERSIDE_HOME", home.toString());
            builder.environment().put("METERSIDE_PORT", Integer.toString(port));
            // Maven, which runs us, has packaged it all by now, and must not be run within itself.
            builder.environment().put("METERSIDE_BUILD", "no");
            var process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(15, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(words + " did not end in 15 minutes");
            }
            var said = new Said(process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return said;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + words, interrupted);
        }
    }

    /** Below the ports that the system gives to connections by itself: one of these might have it while it is down. */
    private static int freePort() {
        while (true) {
            var port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // so another one
            }
        }
    }
}
