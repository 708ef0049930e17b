package meterside.alerts.words;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An e-mail's paragraphs as HTML that reads on any phone, dark or light. A paragraph that is a code only is written large. */
final class Html {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+[^\\s<>\".,)]");
    private static final Pattern CODE = Pattern.compile("\\d{6}");

    private Html() {}

    static String of(String language, String subject, String body, String foot) {
        return """
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta name="color-scheme" content="light dark"><title>%s</title></head>
                <body style="margin:0;padding:24px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif">
                <div style="max-width:36em;margin:0 auto">
                %s
                <hr style="border:0;border-top:1px solid #8592a0;margin:24px 0">
                %s
                </div></body></html>
                """.formatted(language, escaped(subject), paragraphs(body), paragraphs(foot));
    }

    private static String paragraphs(String text) {
        return Pattern.compile("\\n\\s*\\n")
                .splitAsStream(text)
                .map(String::strip)
                .filter(paragraph -> !paragraph.isEmpty())
                .map(Html::paragraph)
                .collect(Collectors.joining("\n"));
    }

    private static String paragraph(String text) {
        if (CODE.matcher(text).matches()) {
            return "<p style=\"font-size:32px;letter-spacing:4px;font-weight:700;margin:16px 0\">%s</p>"
                    .formatted(text);
        }
        var linked = LINK.matcher(escaped(text)).replaceAll("<a href=\"$0\">$0</a>");
        return "<p style=\"margin:0 0 16px\">%s</p>".formatted(linked.replace("\n", "<br>\n"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
