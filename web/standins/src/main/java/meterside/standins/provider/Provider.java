package meterside.standins.provider;

import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import meterside.standins.money.Money;
import meterside.standins.wire.Faults;

/**
 * The process that stands in for the mail server, Twilio and the payment provider. All it takes is in its journals, at
 * {@code /dev/inbox} and at {@code /dev/money.json}.
 */
public final class Provider implements Closeable {

    private final Journal journal;
    private final Faults faults;
    private final MailServer mail;
    private final HttpServer http;
    private final Money money;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Provider(Journal journal, Faults faults, MailServer mail, HttpServer http, Money money) {
        this.journal = journal;
        this.faults = faults;
        this.mail = mail;
        this.http = http;
        this.money = money;
    }

    public static void main(String[] args) throws InterruptedException {
        try {
            start(System.getenv(), clock(System.getenv()));
            Thread.currentThread().join();
        } catch (IOException | GeneralSecurityException | RuntimeException failed) {
            System.err.println("The stand-ins stopped: " + failed);
            System.exit(1);
        }
    }

    /** {@return the stand-ins, listening on the loopback} Port 0 is one that is free. */
    public static Provider start(Map<String, String> settings, Clock clock)
            throws IOException, GeneralSecurityException, InterruptedException {
        var folder = Path.of(settings.getOrDefault("METERSIDE_STANDINS_JOURNAL", "standins"));
        var journal = new Journal(folder, clock);
        var faults = new Faults(settings.getOrDefault("METERSIDE_STANDINS_FAULTS", ""));
        var mail = new MailServer(
                Integer.parseInt(settings.getOrDefault("METERSIDE_STANDINS_SMTP_PORT", "0")),
                Certificate.in(folder),
                journal,
                faults);
        var port = Integer.parseInt(settings.getOrDefault("METERSIDE_STANDINS_PORT", "0"));
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
        var money = Money.on(http, folder, settings, clock, faults);
        var provider = new Provider(journal, faults, mail, http, money);
        var callbacks = new Callbacks(
                journal,
                faults,
                settings.getOrDefault("METERSIDE_PUBLIC_URL", ""),
                settings.getOrDefault("METERSIDE_TWILIO_SID", ""),
                settings.getOrDefault("METERSIDE_TWILIO_TOKEN", ""));
        http.setExecutor(provider.threads);
        http.createContext(
                "/2010-04-01/Accounts/",
                new TextApi(
                        journal,
                        faults,
                        callbacks,
                        settings.getOrDefault("METERSIDE_TWILIO_SID", ""),
                        settings.getOrDefault("METERSIDE_TWILIO_TOKEN", ""),
                        clock));
        http.createContext("/dev/", new Inbox(journal, faults, callbacks));
        http.start();
        return provider;
    }

    public int mailPort() {
        return mail.port();
    }

    public int port() {
        return http.getAddress().getPort();
    }

    /** Has these go wrong too; see {@link Faults}. */
    public void plan(String spec) {
        faults.add(spec);
    }

    public void nothingGoesWrong() {
        faults.clear();
    }

    /** {@return how many of the planned faults are still to come} */
    public int planned() {
        return faults.planned();
    }

    /** {@return the payment provider} */
    public Money money() {
        return money;
    }

    /** {@return what was accepted of this kind: mail, text, reply or callback} */
    public List<Accepted> accepted(String kind) {
        return journal.all(kind);
    }

    @Override
    public void close() throws IOException {
        http.stop(0);
        mail.close();
        money.close();
        threads.shutdownNow();
        journal.close();
    }

    /** The same clock as the other processes of a demonstration: they share the setting, not the code. */
    private static Clock clock(Map<String, String> settings) {
        var wanted = settings.getOrDefault("METERSIDE_CLOCK", "");
        var system = Clock.systemUTC();
        if (wanted.isBlank()) {
            return system;
        }
        var setAt = Long.parseLong(settings.getOrDefault("METERSIDE_CLOCK_SET_AT", Long.toString(system.millis())));
        var ahead = OffsetDateTime.parse(wanted).toInstant().toEpochMilli() - setAt;
        return Clock.offset(system, Duration.ofMillis(ahead)).withZone(ZoneOffset.UTC);
    }
}
