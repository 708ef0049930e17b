package meterside.portal.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import meterside.portal.consent.Consents;
import meterside.portal.consent.Declaration;
import meterside.portal.testing.Portal;
import meterside.portal.testing.Rows;
import meterside.testing.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CallbackIT {

    private static final String PUBLIC = "https://my.riverton.example";
    private static final String TOKEN = "only-for-tests";
    private static final byte[] KEY = new byte[32];
    private static final AtomicInteger NUMBERS = new AtomicInteger(2000);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Rows rows;
    private static Portal portal;

    @BeforeAll
    static void openThePortal() {
        var database = Backing.database();
        rows = new Rows(database);
        portal = Portal.on(
                database,
                "2026-11-21T15:00:00Z",
                "METERSIDE_PUBLIC_URL",
                PUBLIC,
                "METERSIDE_TWILIO_TOKEN",
                TOKEN,
                "METERSIDE_SECRET_KEY",
                Base64.getEncoder().encodeToString(KEY),
                "METERSIDE_UTILITY_EMAIL",
                "utility@riverton.example");
    }

    @AfterAll
    static void closeIt() {
        portal.close();
    }

    @Test
    void refusesWhatTheProviderDidNotSignAndChangesNothing() {
        var before = events();
        var form = status("SM1", "delivered");

        assertThat(post("/callbacks/twilio/status", form, null).statusCode()).isEqualTo(403);
        assertThat(post("/callbacks/twilio/status", form, "bm90IHNpZ25lZA==").statusCode())
                .isEqualTo(403);
        assertThat(post("/callbacks/twilio/status", form, sign("/callbacks/twilio/messages", form))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/callbacks/twilio/messages", reply("+12025550100", "STOP"), "x")
                        .body())
                .contains("signature-refused");

        assertThat(events()).isEqualTo(before);
        assertThat(rows.write("select count(*) from consent where address = '+12025550100'"))
                .isZero();
    }

    @Test
    void keepsAStateOnceWithTheNoticeItIsAbout() {
        for (var i = 0; i < 3; i++) {
            assertThat(signed("/callbacks/twilio/status?notice=17", status("SM2", "sent")))
                    .isEqualTo(204);
        }
        assertThat(signed("/callbacks/twilio/status?notice=17", status("SM2", "delivered")))
                .isEqualTo(204);

        assertThat(rows.write("""
                select count(*) from provider_event
                where facts ->> 'message' = 'SM2' and facts ->> 'notice' = '17' and facts ->> 'state' in ('sent', 'delivered')
                """)).isEqualTo(2);
    }

    @Test
    void aStopIsFeltAtOnceAndConfirmedOnce() {
        var number = agreed();

        assertThat(signed("/callbacks/twilio/messages", reply(number, "Stop."))).isEqualTo(204);
        assertThat(portal.bean(Consents.class).isGiven("sms", number).block()).isFalse();
        signed("/callbacks/twilio/messages", reply(number, "STOP ALL"));
        signed("/callbacks/twilio/messages", reply(number, "no más"));

        assertThat(told("stopped", number)).isEqualTo(1);
    }

    @Test
    void theSameReplyComesTwiceAndActsOnce() {
        var number = agreed();
        var form = reply(number, "STOP");

        signed("/callbacks/twilio/messages", form);
        signed("/callbacks/twilio/messages", form);

        assertThat(rows.write("select count(*) from consent where address = ? and not given", number))
                .isEqualTo(1);
        assertThat(told("stopped", number)).isEqualTo(1);
    }

    @Test
    void aStartRestoresOnlyWhatWasAgreedBefore() {
        var agreed = agreed();
        var never = number();

        for (var number : new String[] {agreed, never}) {
            signed("/callbacks/twilio/messages", reply(number, "STOP"));
            portal.clock.pass(Duration.ofMinutes(1));
            signed("/callbacks/twilio/messages", reply(number, "start"));
            signed("/callbacks/twilio/messages", reply(number, "start"));
        }

        assertThat(portal.bean(Consents.class).isGiven("sms", agreed).block()).isTrue();
        assertThat(portal.bean(Consents.class).isGiven("sms", never).block()).isFalse();
        assertThat(told("started", agreed)).isEqualTo(1);
        assertThat(told("started", never)).isEqualTo(1);
    }

    @Test
    void helpIsAnsweredOnceADayAndWhatIsNotPlainGoesToAPerson() {
        var number = number();

        signed("/callbacks/twilio/messages", reply(number, "HELP"));
        signed("/callbacks/twilio/messages", reply(number, "info"));
        signed("/callbacks/twilio/messages", reply(number, "my card is 4111 1111 1111 1111, take it"));

        assertThat(told("help", number)).isEqualTo(1);
        assertThat(rows.write("""
                select count(*) from notice where kind = 'message' and address = 'utility@riverton.example'
                and facts ->> 'from' = ? and facts ->> 'text' = 'my card is (number removed), take it'
                """, number)).isEqualTo(1);
        assertThat(rows.write(
                        "select count(*) from provider_event where facts ->> 'from' = ? and facts::text like '%4111%'",
                        number))
                .isZero();
    }

    @Test
    void theLinkInAMailStopsOnlyWhenItsButtonIsPressed() {
        var login = rows.write(
                "insert into login (email, password_hash, created_at) values ('link@example.com', 'x', '2026-01-01T00:00Z') returning id");
        var contact = rows.write("""
                insert into contact (login, medium, address, language, zone, quiet_from, quiet_to, urgent_at_night, added_at)
                values (?, 'email', 'link@example.com', 'es', 'America/New_York', '21:00', '08:00', false, '2026-01-01T00:00Z')
                returning id
                """, login);
        var consents = portal.bean(Consents.class);
        consents.give(Declaration.onPage("email", "link@example.com", contact, Consents.WORDING, null))
                .block();
        var link = "/stop/" + token(contact);

        var opened = get(link);
        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.body()).contains("¿Dejar de recibir").contains("<form method=\"post\">");
        assertThat(consents.isGiven("email", "link@example.com").block()).isTrue();
        portal.clock.pass(Duration.ofMinutes(1));

        assertThat(post(link, new TreeMap<>(Map.of("List-Unsubscribe", "One-Click")), null)
                        .statusCode())
                .isEqualTo(200);
        assertThat(consents.isGiven("email", "link@example.com").block()).isFalse();
        assertThat(post(link, new TreeMap<>(), null).statusCode()).isEqualTo(303);
        assertThat(rows.write("select count(*) from consent where address = 'link@example.com' and source = 'link'"))
                .isEqualTo(1);
        assertThat(get("/stop/done").statusCode()).isEqualTo(200);
        assertThat(get("/stop/%d.AAAAAAAAAAAAAAAAAAAAAA".formatted(contact)).statusCode())
                .isEqualTo(404);
    }

    /** Whoever chose a language on our pages reads this one in it too, whatever the browser prefers. */
    @Test
    void theLinkInAMailSpeaksTheLanguageThatWasChosen() {
        assertThat(speaks("en-US,en;q=0.9", "")).contains("lang=\"en\"");
        assertThat(speaks("en-US,en;q=0.9", "language=es")).contains("lang=\"es\"");
        assertThat(speaks("es-MX,es;q=0.9", "language=en")).contains("lang=\"en\"");
        assertThat(speaks("es-MX,es;q=0.9", "language=xx")).contains("lang=\"es\"");
    }

    private static String speaks(String preferred, String cookie) {
        var request = HttpRequest.newBuilder(uri("/stop/done")).header("Accept-Language", preferred);
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        var answer = send(request.build());
        assertThat(answer.headers().firstValue("Vary").orElse("")).contains("Cookie", "Accept-Language");
        return answer.body();
    }

    private static String number() {
        return "+1202556" + NUMBERS.incrementAndGet();
    }

    private static String agreed() {
        var number = number();
        portal.bean(Consents.class)
                .give(new Declaration("sms", number, Declaration.Source.PAGE, Consents.WORDING, null, null, null))
                .block();
        portal.clock.pass(Duration.ofMinutes(1));
        return number;
    }

    private static long told(String kind, String number) {
        return rows.write("select count(*) from notice where kind = ? and address = ?", kind, number);
    }

    private static long events() {
        return rows.write("select count(*) from provider_event");
    }

    private static TreeMap<String, String> status(String message, String state) {
        return new TreeMap<>(Map.of("MessageSid", message, "MessageStatus", state, "To", "+12025550100"));
    }

    private static TreeMap<String, String> reply(String from, String text) {
        return new TreeMap<>(Map.of(
                "MessageSid", "SM-in-" + NUMBERS.incrementAndGet(), "From", from, "To", "+15555550100", "Body", text));
    }

    private static int signed(String path, TreeMap<String, String> form) {
        return post(path, form, sign(path, form)).statusCode();
    }

    private static String sign(String path, TreeMap<String, String> form) {
        var text = PUBLIC
                + path
                + form.entrySet().stream()
                        .map(one -> one.getKey() + one.getValue())
                        .collect(Collectors.joining());
        return Base64.getEncoder().encodeToString(mac("HmacSHA1", TOKEN.getBytes(StandardCharsets.UTF_8), text));
    }

    private static String token(long contact) {
        var proof = mac("HmacSHA256", mac("HmacSHA256", KEY, "stop"), Long.toString(contact));
        return contact + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(proof, 16));
    }

    private static byte[] mac(String algorithm, byte[] key, String text) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Accept-Language", "es-MX,es;q=0.9")
                .build());
    }

    private static HttpResponse<String> post(
            String path, TreeMap<String, String> form, @org.jspecify.annotations.Nullable String signature) {
        var body = form.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        if (signature != null) {
            request.header("X-Twilio-Signature", signature);
        }
        return send(request.build());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(portal.port(), path));
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
