package meterside.portal.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import meterside.portal.testing.Browser;
import meterside.portal.testing.Customers;
import meterside.portal.testing.Door;
import org.junit.jupiter.api.Test;

/** S11: whoever has us send texts to numbers that pay them. -Dflood.tries=10000 is the whole of it. */
class FloodIT {

    private static final int TRIES = Integer.getInteger("flood.tries", 10_000);
    private static final int LOGINS = 40;

    @Test
    void sendsNoMoreThanTwentyTextsHoweverManyLoginsNetworksAndNumbersAsk() throws Exception {
        try (var door = Door.open("METERSIDE_TRUSTED_PROXY", "127.0.0.1")) {
            var customers = new Customers(door.rows);
            var browsers = new ArrayList<Browser>();
            for (var n = 0; n < LOGINS; n++) {
                customers.login("flood-%d@city.example".formatted(n));
                browsers.add(door.portal.browser());
            }
            var counted = new TreeMap<Integer, Integer>();
            var next = new AtomicInteger();
            var workers = new ArrayList<Callable<Map<Integer, Integer>>>();
            for (var worker = 0; worker < 8; worker++) {
                workers.add(() -> flood(browsers, next));
            }
            try (var threads = Executors.newFixedThreadPool(8)) {
                for (var answer : threads.invokeAll(workers)) {
                    answer.get().forEach((status, count) -> counted.merge(status, count, Integer::sum));
                }
            }

            var texts = door.rows.write("""
                    select count(*) from notice n join contact c on c.id = n.contact
                    where n.kind = 'verify-contact' and c.medium = 'sms'
                    """);
            System.out.printf("flood: %d tries by %d logins: %s, %d texts%n", TRIES, LOGINS, counted, texts);
            assertThat(texts).isBetween(1L, 20L);
            assertThat(counted.values().stream().mapToInt(count -> count).sum()).isEqualTo(TRIES);
            assertThat(counted.keySet()).isSubsetOf(201, 202, 422, 429);
        }
    }

    private static Map<Integer, Integer> flood(ArrayList<Browser> browsers, AtomicInteger next) {
        var counted = new TreeMap<Integer, Integer>();
        for (var n = next.getAndIncrement(); n < TRIES; n = next.getAndIncrement()) {
            var login = n % browsers.size();
            var browser = browsers.get(login);
            var network = "198.51.%d.%d".formatted(100 + n / 256 % 100, n % 256);
            synchronized (browser) {
                if (browser.cookie().isEmpty()) {
                    browser.send(
                            "POST",
                            "/api/session",
                            "{\"email\":\"flood-%d@city.example\",\"password\":\"%s\"}"
                                    .formatted(login, Browser.PASSWORD),
                            "X-Forwarded-For",
                            network);
                }
            }
            var answer = browser.send("POST", "/api/contacts", """
                    {"medium":"sms","address":"%s","language":"en","zone":"America/New_York","alerts":true}""".formatted(number(n)), "X-Forwarded-For", network);
            counted.merge(answer.status(), 1, Integer::sum);
        }
        return counted;
    }

    /** Half are good numbers of home in a row; the others are dear or of 200 countries. */
    private static String number(int n) {
        return switch (n % 4) {
            case 0, 1 -> "+1202555%04d".formatted(n % 10_000);
            case 2 -> "+1900555%04d".formatted(n % 10_000);
            default -> "+%d%09d".formatted(20 + n / 4 % 200, n);
        };
    }
}
