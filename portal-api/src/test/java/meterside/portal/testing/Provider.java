package meterside.portal.testing;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.PaymentMethodType;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import meterside.standins.money.Money;
import meterside.standins.wire.Faults;

/** The card provider of a test: another process's code, met by HTTP and signed webhooks only. Its clock is the portal's. */
public final class Provider implements AutoCloseable {

    public static final String SECRET = "whsec_only_for_tests";
    private static final String KEY = "sk_test_only_for_tests";

    public static final String CARD = "4242424242424242";
    public static final String ACCOUNT = "000123456789";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer http;
    private final Faults faults = new Faults("");
    private final PortalClock clock = new PortalClock();

    public final Money money;

    /** The portal's clock, which is there only once the portal is. */
    private static final class PortalClock extends Clock {

        private volatile Clock clock = Clock.systemUTC();

        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return clock.withZone(zone);
        }
    }

    private Provider() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
            http.setExecutor(threads);
            money = Money.on(
                    http,
                    Files.createTempDirectory("provider"),
                    Map.of("METERSIDE_STRIPE_KEY", KEY, "METERSIDE_STRIPE_WEBHOOK_SECRET", SECRET),
                    clock,
                    faults);
            http.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static Provider start() {
        return new Provider();
    }

    /** {@return what the portal must be told to find it} */
    public String[] settings() {
        return new String[] {
            "METERSIDE_STRIPE_KEY", KEY,
            "METERSIDE_STRIPE_WEBHOOK_SECRET", SECRET,
            "METERSIDE_STRIPE_URL", url(),
            "METERSIDE_PUBLIC_URL", "https://city.example",
            "METERSIDE_CARD_FEE", "2.45",
            "meterside.gateway.patience", "8s",
            "meterside.sweep.millis", "200",
            // a thousand clicks at once, and a machine that may be slow
            "spring.r2dbc.pool.max-create-connection-time", "20s",
            "spring.r2dbc.properties.connectTimeout", "PT20S",
            "spring.r2dbc.properties.statementTimeout", "PT20S"
        };
    }

    /** Takes the portal's clock for its own. Until {@link #tells} it tells nobody anything. */
    public Provider follows(Portal portal) {
        return follows(portal.clock);
    }

    /** Takes that clock for its own, of a portal in another process. */
    public Provider follows(Clock other) {
        clock.clock = other;
        return this;
    }

    /** Sends its webhooks to the portal from now on, those that waited first. */
    public Provider tells(Portal portal) {
        return tells(portal.port());
    }

    /** Sends its webhooks to the portal at that port from now on, those that waited first. */
    public Provider tells(int port) {
        money.tellTo("http://127.0.0.1:%d/callbacks/stripe".formatted(port));
        return this;
    }

    /** Keeps what it has to tell until somebody is told again. */
    public void tellsNobody() {
        money.tellTo("");
    }

    /** {@return how many of the planned faults are still to come} */
    public int planned() {
        return faults.planned();
    }

    /** {@return the id of a saved card or account of a login, as the page for them leaves it} */
    public long saved(Rows rows, String email, String number) {
        var isCard = number.length() > 12;
        var method = saved(email, number);
        return rows.write(
                """
                insert into payment_method (login, kind, provider_customer, provider_method, label, last4, added_at)
                values ((select id from login where email = ?), ?, ?, ?, ?, ?, '2026-10-01T12:00Z') returning id
                """,
                email,
                isCard ? "card" : "bank",
                method[0],
                method[1],
                isCard ? "Visa" : "First Bank",
                number.substring(number.length() - 4));
    }

    /** {@return what the provider calls a customer, and a card or account that they left on its page for later} */
    private String[] saved(String email, String number) {
        try {
            var stripe = StripeClient.builder()
                    .setApiKey(KEY)
                    .setApiBase(url())
                    .setMaxNetworkRetries(0)
                    .build()
                    .v1();
            var customer = stripe.customers()
                    .create(CustomerCreateParams.builder().setEmail(email).build())
                    .getId();
            var page = stripe.checkout()
                    .sessions()
                    .create(SessionCreateParams.builder()
                            .setMode(SessionCreateParams.Mode.SETUP)
                            .setCustomer(customer)
                            .addPaymentMethodType(
                                    number.length() > 12 ? PaymentMethodType.CARD : PaymentMethodType.US_BANK_ACCOUNT)
                            .setSuccessUrl("https://city.example/")
                            .build());
            money.pay(page.getId(), number);
            var intent = stripe.setupIntents().retrieve(page.getSetupIntent());
            return new String[] {customer, intent.getPaymentMethod()};
        } catch (StripeException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** Has something go wrong, such as {@code pay.session=500-after}. */
    public void plan(String fault) {
        faults.add(fault);
    }

    public void forget() {
        faults.clear();
    }

    /** Waits until something holds. The machine may be busy. */
    public static void await(String what, java.util.function.BooleanSupplier holds) {
        var patience = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > patience) {
                throw new AssertionError("waited in vain: " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        try {
            money.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
