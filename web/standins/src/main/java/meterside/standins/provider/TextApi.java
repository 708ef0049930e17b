package meterside.standins.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import meterside.standins.wire.Faults;
import meterside.standins.wire.Form;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Twilio's Messages API as far as one sends and looks for texts: POST and GET of the list, GET of one. */
final class TextApi implements HttpHandler {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final int LONGEST = 1600;

    /** What Twilio describes of making a text; it passes over others, which here would hide a slip of the pen. */
    static final Set<String> PARAMETERS = Set.of(
            "To",
            "From",
            "FallbackFrom",
            "MessagingServiceSid",
            "Body",
            "MediaUrl",
            "ContentSid",
            "ContentVariables",
            "StatusCallback",
            "ApplicationSid",
            "MaxPrice",
            "ProvideFeedback",
            "Attempt",
            "ValidityPeriod",
            "ForceDelivery",
            "ContentRetention",
            "AddressRetention",
            "SmartEncoded",
            "PersistentAction",
            "TrafficType",
            "ShortenUrls",
            "ScheduleType",
            "SendAt",
            "SendAsMms",
            "RiskCheck");

    /** Likewise of the list of texts. */
    static final Set<String> FILTERS =
            Set.of("To", "From", "DateSent", "DateSent<", "DateSent>", "PageSize", "Page", "PageToken");

    private static final int NOT_DESCRIBED = 20001;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Journal journal;
    private final Faults faults;
    private final Callbacks callbacks;
    private final String account;
    private final String credentials;
    private final Clock clock;
    private final SplittableRandom random = new SplittableRandom();

    TextApi(Journal journal, Faults faults, Callbacks callbacks, String account, String token, Clock clock) {
        this.journal = journal;
        this.faults = faults;
        this.callbacks = callbacks;
        this.account = account;
        this.credentials =
                "Basic " + Base64.getEncoder().encodeToString((account + ":" + token).getBytes(StandardCharsets.UTF_8));
        this.clock = clock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var messages = "/2010-04-01/Accounts/%s/Messages".formatted(account);
        if (!credentials.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            refuse(exchange, 401, 20003, "Authenticate");
        } else if (path.equals(messages + ".json")
                && exchange.getRequestMethod().equals("POST")) {
            post(exchange);
        } else if (path.equals(messages + ".json")
                && exchange.getRequestMethod().equals("GET")) {
            list(exchange);
        } else if (path.startsWith(messages + "/")
                && exchange.getRequestMethod().equals("GET")) {
            one(exchange, path.substring(messages.length() + 1).replace(".json", ""));
        } else {
            refuse(exchange, 404, 20404, "The requested resource was not found");
        }
    }

    private void post(HttpExchange exchange) throws IOException {
        var form = Form.body(exchange);
        var wrong = wrong(form);
        if (wrong != null) {
            refuse(exchange, 400, wrong, "Refused by the stand-in");
            return;
        }
        var fault = faults.next("text.post").orElse("");
        if (fault.isEmpty() || fault.endsWith("-after")) {
            var taken = keep(form);
            if (fault.isEmpty()) {
                Form.answer(exchange, 201, "application/json", JSON.writeValueAsString(view(taken)));
            }
            callbacks.tellAbout(taken);
        }
        if (!fault.isEmpty()) {
            fail(exchange, fault.replace("-after", ""));
        }
    }

    private static @Nullable Integer wrong(Map<String, String> form) {
        if (!PARAMETERS.containsAll(form.keySet())) {
            return NOT_DESCRIBED;
        }
        if (form.getOrDefault("Body", "").isEmpty()) {
            return 21602;
        }
        if (form.getOrDefault("From", "").isEmpty()
                && form.getOrDefault("MessagingServiceSid", "").isEmpty()) {
            return 21603;
        }
        if (form.getOrDefault("To", "").isEmpty()) {
            return 21604;
        }
        if (!NUMBER.matcher(form.getOrDefault("To", "")).matches()) {
            return 21211;
        }
        return form.getOrDefault("Body", "").length() > LONGEST ? 21617 : null;
    }

    private Accepted keep(Map<String, String> form) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("id", "SM" + randomHex());
        facts.put("to", form.getOrDefault("To", ""));
        facts.put("from", form.getOrDefault("From", ""));
        facts.put("body", form.getOrDefault("Body", ""));
        facts.put("callback", form.getOrDefault("StatusCallback", ""));
        facts.put("parameters", String.join(",", form.keySet()));
        return journal.append("text", facts);
    }

    private void fail(HttpExchange exchange, String fault) throws IOException {
        var words = fault.split(":", -1);
        switch (words[0]) {
            case "429" -> {
                exchange.getResponseHeaders().set("Retry-After", words.length > 1 ? words[1] : "1");
                refuse(exchange, 429, 20429, "Too many requests");
            }
            case "400" -> refuse(exchange, 400, Integer.parseInt(words[1]), "As planned");
            case "hang" -> {
                pause(LONG);
                exchange.close();
            }
            case "drop" -> throw new IOException("dropped as planned"); // the server hangs up without an answer
            default -> refuse(exchange, Integer.parseInt(words[0]), 20500, "As planned");
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        var fault = faults.next("text.list");
        if (fault.isPresent()) {
            fail(exchange, fault.get());
            return;
        }
        var query = Form.read(exchange.getRequestURI().getRawQuery());
        if (!FILTERS.containsAll(query.keySet())) {
            refuse(exchange, 400, NOT_DESCRIBED, "Refused by the stand-in");
            return;
        }
        var found = journal.all("text").reversed().stream()
                .filter(text -> matches(query, "To", text.fact("to")) && matches(query, "From", text.fact("from")))
                .filter(text -> onDay(query, dayOf(text)))
                .limit(Integer.parseInt(query.getOrDefault("PageSize", "50")))
                .map(this::view)
                .toList();
        var page = new LinkedHashMap<String, @Nullable Object>();
        page.put("messages", found);
        page.put("page", 0);
        page.put("page_size", Integer.parseInt(query.getOrDefault("PageSize", "50")));
        page.put("start", 0);
        page.put("end", Math.max(0, found.size() - 1));
        page.put("uri", exchange.getRequestURI().toString());
        page.put("first_page_uri", exchange.getRequestURI().toString());
        page.put("next_page_uri", null);
        page.put("previous_page_uri", null);
        Form.answer(exchange, 200, "application/json", JSON.writeValueAsString(page));
    }

    private static boolean matches(Map<String, String> query, String name, String value) {
        return !query.containsKey(name) || query.get(name).equals(value);
    }

    /** Days in GMT: {@code DateSent}, {@code DateSent<} on or before, {@code DateSent>} on or after. */
    private static boolean onDay(Map<String, String> query, LocalDate day) {
        return query.entrySet().stream().allMatch(filter -> switch (filter.getKey()) {
            case "DateSent" -> day.equals(date(filter.getValue()));
            case "DateSent<" -> !day.isAfter(date(filter.getValue()));
            case "DateSent>" -> !day.isBefore(date(filter.getValue()));
            default -> true;
        });
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(text.substring(0, 10));
    }

    private static LocalDate dayOf(Accepted text) {
        return Instant.parse(text.at()).atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private void one(HttpExchange exchange, String id) throws IOException {
        var found = journal.all("text").stream()
                .filter(text -> text.fact("id").equals(id))
                .findFirst();
        if (found.isEmpty()) {
            refuse(exchange, 404, 20404, "The requested resource was not found");
        } else {
            Form.answer(exchange, 200, "application/json", JSON.writeValueAsString(view(found.get())));
        }
    }

    private Map<String, @Nullable Object> view(Accepted text) {
        var uri = "/2010-04-01/Accounts/%s/Messages/%s".formatted(account, text.fact("id"));
        var at = DATE.format(Instant.parse(text.at()));
        var view = new LinkedHashMap<String, @Nullable Object>();
        view.put("account_sid", account);
        view.put("api_version", "2010-04-01");
        view.put("body", text.fact("body"));
        view.put("date_created", at);
        view.put("date_sent", at);
        view.put("date_updated", DATE.format(clock.instant()));
        view.put("direction", "outbound-api");
        view.put("error_code", null);
        view.put("error_message", null);
        view.put("from", text.fact("from"));
        view.put("messaging_service_sid", null);
        view.put("num_media", "0");
        view.put("num_segments", "1");
        view.put("price", null);
        view.put("price_unit", "USD");
        view.put("sid", text.fact("id"));
        view.put("status", callbacks.stateOf(text.fact("id")));
        view.put("subresource_uris", Map.of("media", uri + "/Media.json"));
        view.put("to", text.fact("to"));
        view.put("uri", uri + ".json");
        return view;
    }

    private static void refuse(HttpExchange exchange, int status, int code, String message) throws IOException {
        var view = new LinkedHashMap<String, Object>();
        view.put("code", code);
        view.put("message", message);
        view.put("more_info", "https://www.twilio.com/docs/errors/" + code);
        view.put("status", status);
        Form.answer(exchange, status, "application/json", JSON.writeValueAsString(view));
    }

    private String randomHex() {
        synchronized (random) {
            var bytes = new byte[16];
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        }
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    /** {@return the states a text goes through, for callbacks} */
    static List<String> states(boolean delivered) {
        return List.of("queued", "sent", delivered ? "delivered" : "undelivered");
    }
}
