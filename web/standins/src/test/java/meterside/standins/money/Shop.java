package meterside.standins.money;

import com.stripe.StripeClient;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import meterside.standins.provider.Provider;

/** A shop that asks the provider by Stripe's own library and takes its webhooks; its clock is the test's. */
final class Shop implements AutoCloseable {

    static final String KEY = "sk_test_only_for_tests";
    static final String SECRET = "whsec_only_for_tests";

    /** The clock of both, moved by hand. */
    static final class Hand extends Clock {

        private volatile Instant now = Instant.parse("2026-06-10T15:00:00Z"); // a Wednesday

        void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }
    }

    final Hand clock = new Hand();
    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<String> refused = new CopyOnWriteArrayList<>();
    final HttpServer http;
    private final Path folder;
    private final Map<String, String> more;
    Provider provider;
    StripeClient stripe;
    volatile int answer = 200;

    Shop(Path folder, Map<String, String> more) {
        this.folder = folder;
        this.more = more;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/callbacks/stripe", this::take);
        http.start();
        open();
    }

    /** Starts the provider, also once more after a stop. */
    void open() {
        var settings = new java.util.HashMap<>(Map.of(
                "METERSIDE_STANDINS_JOURNAL",
                folder.toString(),
                "METERSIDE_STRIPE_KEY",
                KEY,
                "METERSIDE_STRIPE_WEBHOOK_SECRET",
                SECRET,
                "METERSIDE_PUBLIC_URL",
                "http://127.0.0.1:" + http.getAddress().getPort()));
        settings.putAll(more);
        try {
            provider = Provider.start(settings, clock);
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        stripe = StripeClient.builder()
                .setApiKey(KEY)
                .setApiBase("http://127.0.0.1:" + provider.port())
                .setMaxNetworkRetries(0)
                .build();
    }

    Money money() {
        return provider.money();
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var status = answer;
        try {
            var event = Webhook.constructEvent(
                    body, exchange.getRequestHeaders().getFirst("Stripe-Signature"), SECRET, 300, clock);
            if (status == 200) {
                events.add(event);
            }
        } catch (SignatureVerificationException forged) {
            refused.add(String.valueOf(forged.getMessage()));
            status = 400;
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    List<String> told() {
        return events.stream().map(Event::getType).toList();
    }

    static SessionCreateParams.Builder page(String payment, long cents, SessionCreateParams.PaymentMethodType kind) {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .addPaymentMethodType(kind)
                .setClientReferenceId(payment)
                .putMetadata("payment", payment)
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putMetadata("payment", payment)
                        .build())
                .addLineItem(item("Account RU-1001", cents))
                .setLocale(SessionCreateParams.Locale.EN)
                .setSuccessUrl("http://127.0.0.1:9/pay/done?session={CHECKOUT_SESSION_ID}")
                .setCancelUrl("http://127.0.0.1:9/pay/back");
    }

    static SessionCreateParams.LineItem item(String name, long cents) {
        return SessionCreateParams.LineItem.builder()
                .setQuantity(1L)
                .setPriceData(SessionCreateParams.LineItem.PriceData.builder()
                        .setCurrency("usd")
                        .setUnitAmount(cents)
                        .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                .setName(name)
                                .build())
                        .build())
                .build();
    }

    Session open(SessionCreateParams.Builder page, String key) throws StripeException {
        return stripe.v1().checkout().sessions().create(page.build(), key(key));
    }

    /** {@return a card or bank account saved by its hosted page, as CUSTOMER METHOD} */
    String[] saved(SessionCreateParams.PaymentMethodType kind, String number) throws StripeException {
        var customer = stripe.v1()
                .customers()
                .create(CustomerCreateParams.builder()
                        .putMetadata("login", "17")
                        .build());
        var session = stripe.v1()
                .checkout()
                .sessions()
                .create(SessionCreateParams.builder()
                        .setMode(SessionCreateParams.Mode.SETUP)
                        .addPaymentMethodType(kind)
                        .setCustomer(customer.getId())
                        .putMetadata("login", "17")
                        .setSuccessUrl("http://127.0.0.1:9/methods")
                        .setCancelUrl("http://127.0.0.1:9/methods")
                        .build());
        money().pay(session.getUrl(), number);
        var setup = stripe.v1().setupIntents().retrieve(session.getSetupIntent());
        return new String[] {customer.getId(), setup.getPaymentMethod()};
    }

    static RequestOptions key(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    HttpResponse<String> get(String address) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    HttpResponse<String> post(String address, String form) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** {@return the file of a day} */
    String settlement(String day) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/v1/settlements/%s.csv"
                                            .formatted(provider.port(), day)))
                                    .header("Authorization", "Bearer " + KEY)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    static void await(String what, BooleanSupplier until) throws InterruptedException {
        var patience = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!until.getAsBoolean()) {
            if (System.nanoTime() > patience) {
                throw new AssertionError("a minute passed without " + what);
            }
            Thread.sleep(10);
        }
    }

    void stop() throws IOException {
        provider.close();
    }

    @Override
    public void close() {
        try {
            provider.close();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        http.stop(0);
    }
}
