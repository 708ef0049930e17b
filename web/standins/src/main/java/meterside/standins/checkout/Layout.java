package meterside.standins.checkout;

import java.util.Map;
import meterside.standins.checkout.Till.Offer;

/** The page's HTML. One column from 320 pixels, targets of 44, everything by keyboard, no script. */
final class Layout {

    private static final String STYLE = """
            *{box-sizing:border-box}
            body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1b1f24;background:#f4f6f8}
            header{background:#1a4480;color:#fff;padding:.75rem 1rem}header p{margin:0 auto;max-width:30rem}
            main{max-width:30rem;margin:0 auto;padding:1rem}
            h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0 1rem;overflow-wrap:anywhere}
            table{width:100%;border-collapse:collapse}td,th{padding:.25rem .5rem .25rem 0;text-align:left;font-weight:400;vertical-align:top}
            td:last-child{text-align:right;padding-right:0;font-variant-numeric:tabular-nums;white-space:nowrap}
            .total td,.total th{font-weight:700;border-top:1px solid #6b7682}
            .tests td:last-child{white-space:normal}.tests th{font-variant-numeric:tabular-nums}
            form{background:#fff;border-radius:8px;padding:1rem;margin:1rem 0}
            label{display:block;font-weight:600;margin-top:.75rem}.hint{color:#515b66;margin:0;font-size:.9375rem}
            input{font:inherit;width:100%;min-height:44px;padding:.5rem;border:1px solid #515b66;border-radius:4px;background:#fff;color:inherit}
            input[aria-invalid]{border:2px solid #b50909}.bad{color:#b50909;font-weight:600;margin:.25rem 0 0}
            .alert{border-left:6px solid #b50909;background:#fff;padding:.5rem 1rem;margin:1rem 0}.alert h2{font-size:1.125rem;margin:0}.alert p{margin:.25rem 0}
            button{font:inherit;font-weight:700;width:100%;min-height:48px;margin-top:1.25rem;border:0;border-radius:4px;background:#1a4480;color:#fff;cursor:pointer}
            .quiet{background:#fff;color:#1a4480;border:2px solid #1a4480;margin-top:.75rem}
            a{color:#1a4480}.link{display:inline-block;padding:.6rem 0}nav a{display:inline-block;padding:.6rem .75rem .6rem 0}nav [aria-current]{font-weight:700;color:#1b1f24;text-decoration:none}
            summary{min-height:44px;padding:.6rem 0;cursor:pointer}
            :focus-visible{outline:4px solid #2491ff;outline-offset:2px}
            @media (prefers-color-scheme:dark){body{background:#15181c;color:#e8ebef}form,.alert,input{background:#22272e}header{background:#0f2f5c}
            a,nav a{color:#9cc3f5}nav [aria-current]{color:#e8ebef}.hint{color:#b7c0ca}.quiet{background:#22272e;color:#9cc3f5;border-color:#9cc3f5}.bad{color:#ffa7a7}
            input{border-color:#8d97a3}input[aria-invalid]{border-color:#ffa7a7}.alert{border-color:#ffa7a7}}
            """;

    private Layout() {}

    static String message(Words words, String what, String address, String link) {
        var lead = address.isEmpty()
                ? ""
                : "<p><a class=\"link\" href=\"%s\">%s</a></p>".formatted(escaped(address), escaped(link));
        return page(
                words,
                words.say(what + "-title"),
                "<h1>%s</h1><p>%s</p>%s".formatted(words.say(what + "-title"), words.say(what), lead));
    }

    static String question(Words words, String session) {
        return page(words, words.say("ask-title"), """
                <h1>%s</h1><form method="post" action="/pay/c/%s"><p>%s</p>
                <button name="answer" value="yes">%s</button>
                <button class="quiet" name="answer" value="no">%s</button></form>
                """.formatted(
                        words.say("ask-title"), escaped(session), words.say("ask"), words.say("yes"), words.say("no")));
    }

    /**
     * @param typed what was typed before; of it only names and the address for the receipt are shown again
     * @param wrong the field that was wrong, or empty
     * @param declined why the last try was declined, or empty
     */
    static String form(
            Words words,
            Offer offer,
            String merchant,
            String kind,
            Map<String, String> typed,
            String wrong,
            String declined) {
        var title = offer.saves()
                ? words.say("title-save", merchant)
                : words.say("title-pay", money(offer.totalCents()), merchant);
        var press = offer.saves() ? words.say("save") : words.say("pay", money(offer.totalCents()));
        var html = new StringBuilder("<h1>%s</h1>".formatted(escaped(title)));
        alert(html, words, wrong, declined);
        items(html, words, offer);
        choice(html, words, offer, kind);
        html.append("<form method=\"post\" action=\"/pay/c/%s\" autocomplete=\"on\" novalidate>"
                .formatted(escaped(offer.session())));
        html.append("<input type=\"hidden\" name=\"kind\" value=\"%s\">".formatted(kind));
        if (kind.equals("card")) {
            field(
                    html,
                    words,
                    "number",
                    "inputmode=\"numeric\" autocomplete=\"cc-number\" maxlength=\"23\"",
                    "",
                    wrong);
            field(html, words, "expiry", "inputmode=\"numeric\" autocomplete=\"cc-exp\" maxlength=\"7\"", "", wrong);
            field(html, words, "cvc", "inputmode=\"numeric\" autocomplete=\"cc-csc\" maxlength=\"4\"", "", wrong);
            field(
                    html,
                    words,
                    "card-name",
                    "autocomplete=\"cc-name\" maxlength=\"100\"",
                    typed.getOrDefault("card-name", ""),
                    wrong);
        } else {
            field(
                    html,
                    words,
                    "name",
                    "autocomplete=\"name\" maxlength=\"100\"",
                    typed.getOrDefault("name", ""),
                    wrong);
            field(html, words, "routing", "inputmode=\"numeric\" autocomplete=\"off\" maxlength=\"9\"", "", wrong);
            field(html, words, "account", "inputmode=\"numeric\" autocomplete=\"off\" maxlength=\"17\"", "", wrong);
            html.append("<p>%s</p>".formatted(escaped(words.say("mandate", "“" + press + "”", merchant))));
        }
        if (offer.email().isEmpty()) {
            field(
                    html,
                    words,
                    "email",
                    "type=\"email\" autocomplete=\"email\" maxlength=\"254\"",
                    typed.getOrDefault("email", ""),
                    wrong);
        }
        html.append("<button>%s</button></form>".formatted(escaped(press)));
        if (!offer.back().isEmpty()) {
            html.append("<p><a class=\"link\" href=\"%s\">%s</a></p>"
                    .formatted(escaped(offer.back()), words.say(offer.saves() ? "back-save" : "back")));
        }
        tests(html, words, kind);
        return page(words, (wrong + declined).isEmpty() ? title : words.say("wrong") + ": " + title, html.toString());
    }

    private static void alert(StringBuilder html, Words words, String wrong, String declined) {
        if (!declined.isEmpty()) {
            html.append("<div class=\"alert\" role=\"alert\"><p>%s</p></div>".formatted(words.declined(declined)));
        } else if (!wrong.isEmpty()) {
            html.append("<div class=\"alert\" role=\"alert\"><h2>%s</h2><p><a href=\"#%s\">%s</a></p></div>"
                    .formatted(words.say("wrong"), wrong, words.say("wrong-" + wrong)));
        }
    }

    private static void items(StringBuilder html, Words words, Offer offer) {
        if (offer.items().isEmpty()) {
            return;
        }
        html.append("<table>");
        offer.items()
                .forEach(item -> html.append("<tr><th scope=\"row\">%s</th><td>%s</td></tr>"
                        .formatted(escaped(item.name()), money(item.cents()))));
        html.append("<tr class=\"total\"><th scope=\"row\">%s</th><td>%s</td></tr></table>"
                .formatted(words.say("total"), money(offer.totalCents())));
    }

    private static void choice(StringBuilder html, Words words, Offer offer, String kind) {
        if (offer.kinds().size() < 2) {
            return;
        }
        html.append("<nav aria-label=\"%s\">".formatted(words.say("how")));
        for (var one : offer.kinds()) {
            html.append("<a href=\"?kind=%s\"%s>%s</a>"
                    .formatted(one, one.equals(kind) ? " aria-current=\"true\"" : "", words.say(one)));
        }
        html.append("</nav>");
    }

    private static void field(
            StringBuilder html, Words words, String name, String attributes, String value, String wrong) {
        var hint = name.equals("expiry") || name.equals("cvc") || name.equals("routing");
        var bad = name.equals(wrong);
        var about = ((hint ? name + "-hint " : "") + (bad ? name + "-bad" : "")).strip();
        html.append("<label for=\"%s\">%s</label>".formatted(name, words.say(name)));
        if (hint) {
            html.append("<p class=\"hint\" id=\"%s-hint\">%s</p>".formatted(name, words.say(name + "-hint")));
        }
        if (bad) {
            html.append("<p class=\"bad\" id=\"%s-bad\">%s</p>".formatted(name, words.say("wrong-" + name)));
        }
        html.append("<input id=\"%1$s\" name=\"%1$s\" %2$s value=\"%3$s\"%4$s%5$s>\n"
                .formatted(
                        name,
                        attributes,
                        escaped(value),
                        about.isEmpty() ? "" : " aria-describedby=\"%s\"".formatted(about),
                        bad ? " aria-invalid=\"true\" autofocus" : ""));
    }

    private static void tests(StringBuilder html, Words words, String kind) {
        var numbers = kind.equals("card")
                ? new String[][] {
                    {"4242 4242 4242 4242", "ok"},
                    {"4000 0000 0000 0002", "declined"},
                    {"4000 0000 0000 9995", "funds"},
                    {"4000 0027 6000 3184", "ask"},
                    {"4000 0000 0000 0341", "later"},
                    {"4000 0000 0000 0259", "dispute"}
                }
                : new String[][] {
                    {"000123456789", "ok"},
                    {"000111111116", "returned"},
                    {"000111111113", "closed"},
                    {"000222222227", "funds"},
                    {"000555555559", "dispute"},
                    {"000666666661", "verify"}
                };
        html.append("<details><summary>%s</summary><table class=\"tests\">".formatted(words.say("tests")));
        for (var number : numbers) {
            html.append("<tr><th scope=\"row\">%s</th><td>%s</td></tr>"
                    .formatted(number[0], words.say("tests-" + number[1])));
        }
        html.append("</table><p>%s</p></details>".formatted(words.say("tests-rest")));
    }

    private static String page(Words words, String title, String main) {
        return """
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark"><title>%s</title><style>%s</style></head>
                <body><header><p>%s</p></header><main>%s</main></body></html>
                """.formatted(words.language, escaped(title), STYLE, words.say("stand-in"), main);
    }

    /** {@return such as $1,083.14} */
    private static String money(long cents) {
        return "$%,d.%02d".formatted(cents / 100, cents % 100);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
