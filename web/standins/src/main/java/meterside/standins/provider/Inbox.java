package meterside.standins.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meterside.standins.wire.Faults;
import meterside.standins.wire.Form;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the stand-ins took, as its readers see it: e-mails as rendered, texts as on a phone, whose owner can answer here.
 * {@code /dev/inbox.json} tells the same to tests, and {@code /dev/faults} takes their plans.
 */
final class Inbox implements HttpHandler {

    private static final int MOST = 50;

    private final Journal journal;
    private final Faults faults;
    private final Callbacks callbacks;

    Inbox(Journal journal, Faults faults, Callbacks callbacks) {
        this.journal = journal;
        this.faults = faults;
        this.callbacks = callbacks;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        var site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
        if (asked.startsWith("POST") && site != null && !site.equals("same-origin")) {
            Form.answer(exchange, 403, "text/plain", "This did not come from the inbox itself.");
            return;
        }
        switch (asked) {
            case "GET /dev/inbox" -> page(exchange);
            case "GET /dev/inbox.json" ->
                Form.answer(
                        exchange, 200, "application/json", JsonMapper.shared().writeValueAsString(entries()));
            case "POST /dev/reply" -> reply(exchange);
            case "POST /dev/faults" -> plan(exchange);
            default ->
                Form.answer(exchange, 404, "text/plain", "There is /dev/inbox, /dev/inbox.json and /dev/faults.");
        }
    }

    private void reply(HttpExchange exchange) throws IOException {
        var form = Form.body(exchange);
        callbacks.reply(form.getOrDefault("from", ""), form.getOrDefault("to", ""), form.getOrDefault("body", ""));
        exchange.getResponseHeaders().set("Location", "/dev/inbox#texts");
        Form.answer(exchange, 303, "text/plain", "");
    }

    private void plan(HttpExchange exchange) throws IOException {
        try {
            var spec = new String(exchange.getRequestBody().readNBytes(10_000), StandardCharsets.UTF_8);
            if (spec.isBlank()) {
                faults.clear();
            } else {
                faults.add(spec);
            }
            Form.answer(exchange, 204, "text/plain", "");
        } catch (IllegalArgumentException malformed) {
            Form.answer(exchange, 400, "text/plain", String.valueOf(malformed.getMessage()));
        }
    }

    private List<Map<String, Object>> entries() {
        var entries = new ArrayList<Map<String, Object>>();
        for (var entry : journal.all()) {
            var view = new LinkedHashMap<String, Object>(entry.facts());
            view.put("number", entry.number());
            view.put("kind", entry.kind());
            view.put("at", entry.at());
            if (entry.kind().equals("mail")) {
                var letter = Letter.of(entry);
                view.remove("raw");
                view.put("headers", letter.headers());
                view.put("text", letter.text());
                view.put("html", letter.html());
            }
            entries.add(view);
        }
        return entries;
    }

    private void page(HttpExchange exchange) throws IOException {
        var mails = journal.all("mail");
        var page = new StringBuilder("""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>Inbox of the stand-ins</title>
                <style>
                body{font:16px/1.5 system-ui,sans-serif;max-width:66rem;margin:1rem auto;padding:0 1rem;color:#1b1f24;background:#f4f6f8}
                article{background:#fff;padding:1rem;border-radius:8px;margin:1rem 0;overflow-wrap:anywhere}
                iframe{width:100%;height:24rem;border:1px solid #6b7682}
                pre{white-space:pre-wrap}
                .sms{background:#e8eef7;border-radius:16px 16px 16px 4px;padding:.6rem 1rem;max-width:46ch}
                .own{background:#1a4480;color:#fff;border-radius:16px 16px 4px 16px;margin-left:auto}
                input,button{font:inherit;padding:.5rem;min-height:44px}
                .time{color:#515b66}
                </style></head><body>
                <main><h1>Inbox of the stand-ins</h1>
                <p>What would have gone to mail servers and telephones. Nothing leaves this machine. <a href="/dev/inbox">Look again</a></p>
                <p><a href="#texts">Texts</a> <a href="#mails">E-mails</a></p>
                """);
        page.append("<h2 id=\"texts\">Texts</h2>\n");
        phones().forEach((phone, talk) -> phone(page, phone, talk));
        page.append("<h2 id=\"mails\">E-mails</h2>\n");
        mails.reversed().stream().limit(MOST).forEach(mail -> mail(page, mail));
        if (mails.isEmpty()) {
            page.append("<p>No e-mail yet.</p>\n");
        }
        page.append("</main></body></html>\n");
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; form-action 'self'");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        Form.answer(exchange, 200, "text/html; charset=utf-8", page.toString());
    }

    /** {@return what was said with each phone, the phone last heard of first} */
    private Map<String, List<Accepted>> phones() {
        var phones = new LinkedHashMap<String, List<Accepted>>();
        for (var entry : journal.all().reversed()) {
            if (entry.kind().equals("text") || entry.kind().equals("reply")) {
                var phone = entry.fact(entry.kind().equals("text") ? "to" : "from");
                phones.computeIfAbsent(phone, unseen -> new ArrayList<>()).addFirst(entry);
            }
        }
        return phones;
    }

    private static void phone(StringBuilder page, String phone, List<Accepted> talk) {
        var last = talk.getLast();
        var other = last.fact(last.kind().equals("text") ? "from" : "to");
        page.append("<article><h3>%s</h3>\n".formatted(escaped(phone)));
        for (var said : talk.subList(Math.max(0, talk.size() - MOST), talk.size())) {
            var own = said.kind().equals("reply");
            page.append("<p class=\"time\">%s, %s</p><p class=\"sms%s\">%s</p>\n"
                    .formatted(
                            own ? "The owner" : "To them", said.at(), own ? " own" : "", escaped(said.fact("body"))));
        }
        page.append("""
                <form method="post" action="/dev/reply"><input type="hidden" name="from" value="%1$s"><input type="hidden" name="to" value="%2$s">
                <label>Answer as the owner of %1$s <input name="body" required maxlength="400"></label> <button>Send</button></form></article>
                """.formatted(escaped(phone), escaped(other)));
    }

    private static void mail(StringBuilder page, Accepted mail) {
        var letter = Letter.of(mail);
        page.append("""
                <article><h3>%1$s</h3><p class="time">To %2$s, %3$s</p>
                <iframe sandbox title="%1$s" srcdoc="%4$s"></iframe>
                <details><summary>As plain text</summary><pre>%5$s</pre></details>
                <details><summary>Headers</summary><pre>%6$s</pre></details></article>
                """.formatted(
                        escaped(letter.subject()),
                        escaped(mail.fact("to")),
                        mail.at(),
                        escaped(letter.html()),
                        escaped(letter.text()),
                        escaped(String.join("\n", letter.headers()))));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
