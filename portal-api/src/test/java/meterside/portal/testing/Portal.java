package meterside.portal.testing;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import meterside.portal.PortalApplication;
import meterside.testing.Backing;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.blockhound.BlockHound;

/** The portal as it runs, on a database of its own and a clock that stands. An event loop that waits fails the request. */
public final class Portal implements AutoCloseable {

    static {
        // the driver takes its nonce from /dev/urandom, which never makes anyone wait
        var driver = "io.r2dbc.postgresql.authentication.SASLAuthenticationHandler";
        // once for each type of body, when the first two requests with one come at the same instant
        var firstBody = "tools.jackson.databind.deser.DeserializerCache";
        BlockHound.builder()
                .loadIntegrations()
                .allowBlockingCallsInside(driver, "handle")
                // Netty's own allocator waits for its own lock, for as long as another loop counts its chunks
                .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate")
                .allowBlockingCallsInside(firstBody, "_createAndCacheValueDeserializer")
                .install();
    }

    private static final List<String> PATIENT = List.of(
            "spring.r2dbc.pool.max-acquire-time", "30s",
            "spring.r2dbc.pool.max-create-connection-time", "30s",
            "spring.r2dbc.pool.max-validation-time", "30s",
            "spring.r2dbc.properties.connectTimeout", "PT30S",
            "spring.r2dbc.properties.statementTimeout", "PT30S",
            "meterside.room.patience", "60s",
            "meterside.deadline.to-read", "60s",
            "meterside.deadline.to-change", "60s");

    public final TestClock clock;
    private final ConfigurableApplicationContext context;

    private Portal(Map<String, String> settings, Instant now) {
        clock = new TestClock(now);
        context = new SpringApplicationBuilder(PortalApplication.class)
                .initializers(context -> arrange((GenericApplicationContext) context))
                .run(settings.entrySet().stream()
                        .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                        .toArray(String[]::new)); // what application.yaml says gives way to arguments only
    }

    private void arrange(GenericApplicationContext portal) {
        portal.registerBean("testClock", Clock.class, () -> clock, bean -> bean.setPrimary(true));
        // its own event loops, or closing one portal would close the others of this JVM
        portal.registerBean(ReactorResourceFactory.class, () -> {
            var resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            return resources;
        });
    }

    /** {@return a portal that waits for its database, since a machine that runs tests may be slow} */
    public static Portal on(Backing.Database database, String now, String... more) {
        return withItsLimits(
                database, now, Stream.concat(PATIENT.stream(), Stream.of(more)).toArray(String[]::new));
    }

    /** {@return a portal that waits for its database no longer than customers wait for it} */
    public static Portal withItsLimits(Backing.Database database, String now, String... more) {
        var settings = new HashMap<>(database.settings());
        settings.put("METERSIDE_KAFKA", Backing.kafka());
        settings.put("METERSIDE_PORT", "0");
        settings.put("METERSIDE_SECRET_KEY", "bm90IGEgc2VjcmV0LCBvbmx5IGZvciB0aGUgdGVzdHM=");
        settings.put("METERSIDE_SIGNING_KEY", "c2lnbmVkIGZvciB0aGUgdGVzdHMsIG5vdCBhIHNlY3I=");
        settings.put("METERSIDE_UTILITY_EMAIL", "utility@meterside.example");
        settings.put("meterside.pages", "pages-for-tests"); // the real ones may not have been built yet
        for (var i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return new Portal(settings, Instant.parse(now));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** {@return a browser that nobody has signed in with} */
    public Browser browser() {
        return new Browser("http://127.0.0.1:" + port());
    }

    @Override
    public void close() {
        context.close();
    }
}
