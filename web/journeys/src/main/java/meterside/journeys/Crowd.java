package meterside.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Customers by the thousand, each of one account of their own and signed in already, without a browser. Their sessions are
 * rows, as signing in would have left them: a password is to be slow to check, and a load of those would measure nothing else.
 */
final class Crowd {

    /** What {@code METERSIDE_CLOCK} of their house is, so that their sessions live. */
    static final String NOW = "2026-06-10T15:00-04:00";

    private final House house;
    private final long began = System.nanoTime();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** @param house which is not started yet: sessions are seen last when its clock will say so */
    Crowd(House house) {
        this.house = house;
    }

    /**
     * Gives each account whose number begins so a customer.
     *
     * @return the accounts' ids, in order
     */
    List<String> of(String numbers) {
        var now = OffsetDateTime.parse(NOW).plusNanos(System.nanoTime() - began);
        house.sql("""
                insert into login (email, password_hash, created_at)
                select 'bench-' || a.id || '@meterside.example', 'none', '%1$s'
                from account a where starts_with(a.number, '%2$s');
                insert into account_access (login, account, granted_at)
                select l.id, a.id, '%1$s'
                from account a join login l on l.email = 'bench-' || a.id || '@meterside.example'
                where starts_with(a.number, '%2$s');
                insert into session (token_hash, login, created_at, last_seen_at, proved_at)
                select sha256(convert_to(lpad(a.id::text, 43, '0'), 'UTF8')), l.id, '%1$s', '%1$s', '%1$s'
                from account a join login l on l.email = 'bench-' || a.id || '@meterside.example'
                where starts_with(a.number, '%2$s')
                """.formatted(now, numbers));
        house.sql("vacuum analyze");
        return house.sql("select id from account where starts_with(number, '%s') order by id".formatted(numbers))
                .lines()
                .toList();
    }

    /** {@return what the customer of an account is answered} */
    HttpResponse<String> get(String account, String path) {
        return send(request(account, path).GET().build());
    }

    /**
     * {@return what the customer of an account is answered}
     *
     * @param key the wish's own, said again with the same wish
     */
    HttpResponse<String> post(String account, String path, String json, String key) {
        return send(request(account, path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    private HttpRequest.Builder request(String account, String path) {
        return HttpRequest.newBuilder(URI.create(house.url() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Sec-Fetch-Site", "same-origin")
                .header("Cookie", cookie(account));
    }

    /** {@return what the browser of an account's customer sends with every request} */
    static String cookie(String account) {
        return "__Host-session=%043d".formatted(Long.parseLong(account));
    }

    /** So that none of the sessions is written to while something else is measured: they were seen last in two hours. */
    void rest() {
        house.sql("update session set last_seen_at = last_seen_at + interval '2 hours'");
        house.sql("vacuum session");
    }

    /** {@return what anyone is answered who asks there} */
    HttpResponse<String> ask(String url) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
