package meterside.portal.export;

import java.util.Map;
import java.util.Objects;

/** What a file of usage says of itself, in the reader's language. Qualities in English are as on the wire. */
final class Words {

    private static final Map<String, String> ENGLISH = Map.ofEntries(
            Map.entry("account", "account"),
            Map.entry("service", "service"),
            Map.entry("flow", "direction"),
            Map.entry("unit", "unit"),
            Map.entry("zone", "time zone"),
            Map.entry("from", "from"),
            Map.entry("to", "to, exclusive"),
            Map.entry("by", "by"),
            Map.entry("made", "made at"),
            Map.entry("through", "reads have come through"),
            Map.entry("covered", "seconds with reads"),
            Map.entry("expected", "seconds in all"),
            Map.entry("total", "usage in all"),
            Map.entry("buckets", "start,end,usage,seconds with reads,seconds in all,quality"),
            Map.entry("reads", "start,end,usage,quality"));

    private static final Map<String, String> SPANISH = Map.ofEntries(
            Map.entry("account", "cuenta"),
            Map.entry("service", "servicio"),
            Map.entry("electricity", "electricidad"),
            Map.entry("water", "agua"),
            Map.entry("gas", "gas"),
            Map.entry("flow", "sentido"),
            Map.entry("delivered", "entregado a usted"),
            Map.entry("received", "recibido de usted"),
            Map.entry("net", "neto"),
            Map.entry("unit", "unidad"),
            Map.entry("zone", "zona horaria"),
            Map.entry("from", "desde"),
            Map.entry("to", "hasta, sin incluir"),
            Map.entry("by", "por"),
            Map.entry("quarter-hour", "cuarto de hora"),
            Map.entry("hour", "hora"),
            Map.entry("day", "día"),
            Map.entry("week", "semana"),
            Map.entry("month", "mes"),
            Map.entry("cycle", "periodo de facturación"),
            Map.entry("read", "lectura"),
            Map.entry("made", "creado el"),
            Map.entry("through", "lecturas recibidas hasta"),
            Map.entry("covered", "segundos con lecturas"),
            Map.entry("expected", "segundos en total"),
            Map.entry("total", "consumo total"),
            Map.entry("buckets", "inicio,fin,consumo,segundos con lecturas,segundos en total,calidad"),
            Map.entry("reads", "inicio,fin,consumo,calidad"),
            Map.entry("valid", "medido"),
            Map.entry("raw", "medido, sin revisar"),
            Map.entry("edited", "revisado y cambiado"),
            Map.entry("estimated", "estimado"),
            Map.entry("derived", "calculado"),
            Map.entry("forecast", "pronosticado"),
            Map.entry("questionable", "en revisión"));

    private final Map<String, String> words;

    private Words(Map<String, String> words) {
        this.words = words;
    }

    /** @param language es, or English is meant */
    static Words in(String language) {
        return new Words(language.equals("es") ? SPANISH : ENGLISH);
    }

    /** {@return the word; the key itself where it is one, as English qualities and units are} */
    String of(String key) {
        return Objects.requireNonNullElse(words.get(key), key);
    }
}
