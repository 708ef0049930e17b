package meterside.alerts.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import meterside.alerts.AlertsApplication;
import meterside.standins.provider.Accepted;
import meterside.standins.provider.Provider;
import meterside.testing.Backing;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** alerts with a database of its own and the stand-ins beside it, whose clock is the test's. */
public final class Post implements AutoCloseable {

    public static final String SID = "AC0123456789abcdef0123456789abcdef";
    public static final String TOKEN = "only-for-tests";

    public final Backing.Database database = Backing.database();
    public final TestClock clock;
    public final Provider provider;
    private final Path folder;
    private final Map<String, Object> more;
    private @Nullable ConfigurableApplicationContext context;

    public Post(String now, String... more) {
        this(now, true, more);
    }

    /** {@return the stand-ins and a database, for a test that starts alerts as a process of its own} */
    public static Post withoutAlerts(String now) {
        return new Post(now, false);
    }

    private Post(String now, boolean open, String... more) {
        clock = new TestClock(now);
        this.more = new HashMap<>();
        for (var i = 0; i < more.length; i += 2) {
            this.more.put(more[i], more[i + 1]);
        }
        try {
            folder = Files.createTempDirectory("standins");
            provider = Provider.start(
                    Map.of(
                            "METERSIDE_STANDINS_JOURNAL", folder.toString(),
                            "METERSIDE_TWILIO_SID", SID,
                            "METERSIDE_TWILIO_TOKEN", TOKEN),
                    clock);
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        context = open ? open() : null;
    }

    /** {@return the settings of alerts, as in its environment} */
    public Map<String, Object> settings() {
        var settings = new HashMap<String, Object>(database.settings());
        settings.put("METERSIDE_KAFKA", "127.0.0.1:9"); // nothing here comes from a topic
        settings.put("spring.kafka.listener.auto-startup", "false");
        settings.put("spring.kafka.admin.auto-create", "false");
        settings.put("METERSIDE_ALERTS_PORT", Integer.toString(Backing.freePort()));
        settings.put("METERSIDE_SMTP_HOST", "127.0.0.1");
        settings.put("METERSIDE_SMTP_PORT", Integer.toString(provider.mailPort()));
        settings.put("METERSIDE_SMTP_CERTIFICATE", folder.resolve("mail.pem").toString());
        settings.put("METERSIDE_MAIL_FROM", "Riverton Utilities <no-reply@riverton.example>");
        settings.put("METERSIDE_TWILIO_URL", "http://127.0.0.1:" + provider.port());
        settings.put("METERSIDE_TWILIO_SID", SID);
        settings.put("METERSIDE_TWILIO_TOKEN", TOKEN);
        settings.put("METERSIDE_TEXT_FROM", "+15555550100");
        settings.put("METERSIDE_CITY_NAME", "Riverton Utilities");
        settings.put("METERSIDE_CITY_PHONE", "555-010-0142");
        settings.put("METERSIDE_PUBLIC_URL", "http://127.0.0.1:9");
        settings.put("METERSIDE_SECRET_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        settings.put("meterside.notices.poll", "20ms");
        settings.put("spring.datasource.hikari.connection-timeout", "20000");
        // long enough for an answer on a machine that has more to do, short enough to wait for one that never comes
        settings.put("meterside.smtp.answer", "3s");
        settings.put("meterside.smtp.whole", "4s");
        settings.put("meterside.twilio.whole", "3s");
        settings.putAll(more);
        return settings;
    }

    private ConfigurableApplicationContext open() {
        return new SpringApplicationBuilder(AlertsApplication.class)
                .initializers(made -> ((GenericApplicationContext) made)
                        .registerBean("testClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)))
                .properties(settings())
                .run();
    }

    public <T> T bean(Class<T> type) {
        return Objects.requireNonNull(context).getBean(type);
    }

    public <T> Collection<T> beans(Class<T> type) {
        return Objects.requireNonNull(context).getBeansOfType(type).values();
    }

    /** Runs a statement as the administrator. {@return the first column of its first row, or an empty text} */
    public String sql(String sql, Object... parameters) {
        var rows = column(sql, parameters);
        return rows.isEmpty() ? "" : rows.getFirst();
    }

    /** {@return the first column of every row} */
    public List<String> column(String sql, Object... parameters) {
        try (var db = database.asAdministrator();
                var statement = db.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                var one = parameters[i];
                statement.setObject(i + 1, one instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : one);
            }
            var found = new ArrayList<String>();
            if (statement.execute()) {
                try (var rows = statement.getResultSet()) {
                    while (rows.next()) {
                        found.add(String.valueOf(rows.getString(1)));
                    }
                }
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    public List<Accepted> mails() {
        return provider.accepted("mail");
    }

    public List<Accepted> texts() {
        return provider.accepted("text");
    }

    /** {@return state and reason of a notice, such as {@code pending quiet-hours}} */
    public String state(long notice) {
        return sql("select state || ' ' || coalesce(reason, '') from notice where id = ?", notice);
    }

    public void await(long notice, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> Assertions.assertThat(state(notice)).startsWith(state));
    }

    /** Waits until nothing is under way, so that what goes wrong next happens to what the caller sends next. */
    public void awaitRest() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> Assertions.assertThat(column(
                        "select kind || ' ' || state from notice where state in ('pending', 'sending', 'unknown') and due_at <= ?",
                        clock.instant()))
                .isEmpty());
    }

    /** {@return how long it waits} */
    public Duration delay(long notice) {
        return Duration.ofSeconds(Long.parseLong(sql(
                "select extract(epoch from due_at - cast(? as timestamptz))::bigint from notice where id = ?",
                clock.instant(),
                notice)));
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
        }
        try {
            provider.close();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
