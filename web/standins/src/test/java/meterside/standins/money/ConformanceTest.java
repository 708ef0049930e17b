package meterside.standins.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.annotations.SerializedName;
import com.stripe.model.Charge;
import com.stripe.model.Customer;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Refund;
import com.stripe.model.SetupIntent;
import com.stripe.model.checkout.Session;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.PaymentMethodType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What we take and answer is what Stripe takes and answers: by its Java library, and by its own description and sample
 * objects, which may not be copied into the repository and lie beside it.
 */
class ConformanceTest {

    private static final Map<String, Class<?>> TYPES = Map.of(
            "checkout.session", Session.class,
            "payment_intent", PaymentIntent.class,
            "charge", Charge.class,
            "refund", Refund.class,
            "dispute", Dispute.class,
            "setup_intent", SetupIntent.class,
            "payment_method", PaymentMethod.class,
            "customer", Customer.class,
            "event", Event.class);

    /** What can be asked, by path: as the library sends it, and as we take it. */
    private record Request(Class<?> sent, List<String> taken) {

        /** Of names such as {@code line_items[][quantity]} what stands before the first bracket. */
        Set<String> words() {
            return taken.stream().map(name -> name.replaceFirst("\\[.*", "")).collect(Collectors.toSet());
        }
    }

    private static final Map<String, Request> REQUESTS = Map.of(
            "checkout/sessions", new Request(SessionCreateParams.class, Sessions.CREATE),
            "payment_intents", new Request(PaymentIntentCreateParams.class, Intents.CREATE),
            "payment_intents/{intent}/cancel", new Request(PaymentIntentCancelParams.class, Intents.CANCEL),
            "refunds", new Request(RefundCreateParams.class, Refunds.CREATE),
            "customers", new Request(CustomerCreateParams.class, Methods.CUSTOMER));

    /** Newer than the description of 2020 that lies beside us; the library knows them. */
    private static final Set<String> NEWER = Set.of(
            "customer_creation",
            "expires_at",
            "ui_mode",
            "currency",
            "saved_payment_method_options",
            "automatic_payment_methods",
            "payment_method_options",
            "instructions_email",
            "metadata");

    @TempDir
    Path folder;

    @Test
    void takesOnlyWhatTheLibraryCanSend() {
        REQUESTS.forEach(
                (path, request) -> assertThat(names(request.sent)).as(path).containsAll(request.words()));
    }

    @Test
    void takesOnlyWhatTheDescriptionKnows() throws IOException {
        var paths = beside("stripe_spec3_2020-03-02.json").path("paths");

        REQUESTS.forEach((path, request) -> {
            var described = paths.path("/v1/" + path)
                    .path("post")
                    .path("requestBody")
                    .path("content")
                    .path("application/x-www-form-urlencoded")
                    .path("schema")
                    .path("properties");
            assertThat(described.isEmpty()).as(path).isFalse();
            var unknown = new TreeSet<>(request.words());
            unknown.removeAll(described.propertyNames());
            unknown.removeAll(NEWER);
            assertThat(unknown).as(path).isEmpty();
        });
    }

    @Test
    void answersInFieldsTheLibraryKnows() throws Exception {
        for (var object : everything()) {
            var type = TYPES.get(object.path("object").asString());
            assertThat(names(type))
                    .as(object.path("object").asString())
                    .containsAll(object.propertyNames().stream()
                            .filter(name -> !name.startsWith("_"))
                            .toList());
        }
    }

    @Test
    void answersInTheShapeOfStripesOwnSamples() throws Exception {
        var samples = beside("fixtures3.json").path("resources");

        var odd = new ArrayList<String>();
        for (var object : everything()) {
            compare(
                    object.path("object").asString(),
                    object,
                    samples.path(object.path("object").asString()),
                    odd);
        }

        assertThat(odd.stream().distinct()).isEmpty();
    }

    /** Null is in the samples where something may be missing, so it agrees with all. */
    private static void compare(String where, JsonNode ours, JsonNode sample, List<String> odd) {
        if (ours.isNull() || sample.isNull() || sample.isMissingNode()) {
            return; // what the sample does not show, the library's classes decide
        }
        if (ours.getNodeType() != sample.getNodeType()) {
            odd.add("%s is %s, not %s".formatted(where, ours.getNodeType(), sample.getNodeType()));
        } else if (ours instanceof ObjectNode object && !where.endsWith("metadata") && !where.equals("event.data")) {
            object.properties()
                    .forEach(field ->
                            compare(where + "." + field.getKey(), field.getValue(), sample.path(field.getKey()), odd));
        }
    }

    /** {@return an object of each type, as the API shows it} */
    private List<ObjectNode> everything() throws Exception {
        try (var shop = new Shop(folder, Map.of())) {
            var card = shop.open(Shop.page("p-1", 8314, PaymentMethodType.CARD), "p-1");
            shop.money().pay(card.getUrl(), "4000000000000002");
            shop.money().pay(card.getUrl(), "4000000000000259");
            var refunded = shop.open(Shop.page("p-2", 8314, PaymentMethodType.CARD), "p-2");
            shop.money().pay(refunded.getUrl(), "4242424242424242");
            shop.stripe
                    .v1()
                    .refunds()
                    .create(RefundCreateParams.builder()
                            .setPaymentIntent(shop.money()
                                    .all("payment_intent")
                                    .getLast()
                                    .path("id")
                                    .asString())
                            .build());
            var bank = shop.open(Shop.page("p-3", 8314, PaymentMethodType.US_BANK_ACCOUNT), "p-3");
            shop.money().pay(bank.getUrl(), "000111111113");
            shop.saved(PaymentMethodType.CARD, "4242424242424242");
            shop.saved(PaymentMethodType.US_BANK_ACCOUNT, "000123456789");
            shop.clock.forward(Duration.ofDays(7));
            Shop.await("the dispute", () -> !shop.money().all("dispute").isEmpty());
            return TYPES.keySet().stream()
                    .flatMap(type -> {
                        assertThat(shop.money().all(type)).as(type).isNotEmpty();
                        return shop.money().all(type).stream();
                    })
                    .toList();
        }
    }

    private static Set<String> names(Class<?> type) {
        return Stream.<Class<?>>iterate(type, one -> one != null, Class::getSuperclass)
                .flatMap(one -> Arrays.stream(one.getDeclaredFields()))
                .flatMap(field -> Stream.ofNullable(field.getAnnotation(SerializedName.class)))
                .map(SerializedName::value)
                .collect(Collectors.toSet());
    }

    private static JsonNode beside(String name) throws IOException {
        var file = Path.of(System.getProperty("meterside.root", ".."), "..", "shared", "data", "stripe", name)
                .normalize();
        if (!Files.exists(file)) {
            System.out.println("The conformance test over " + name + " was not run: it is not beside this checkout.");
        }
        assumeTrue(Files.exists(file), () -> "not run: there is no " + file);
        return Vault.JSON.readTree(file);
    }
}
