package meterside.portal.method;

import java.util.List;
import java.util.Locale;
import meterside.portal.wish.Kind;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The words by which customers authorise debits (PY11). The page shows them beside the button, and what is kept is just these
 * words with their version: a change of one is a new version.
 */
@Component
public class Authorisations {

    private static final String VERSION = "2026-11";

    private final String city;

    Authorisations(@Value("${METERSIDE_CITY_NAME:Meterside}") String city) {
        this.city = city;
    }

    /** What is authorised: that a method is kept, or that it pays by itself. */
    public record Authorisation(String language, String text) {

        /** {@return as it is kept} */
        public String kept() {
            return "%s %s: %s".formatted(VERSION, language, text);
        }
    }

    /** {@return that of keeping a card or bank account for payments that are confirmed one by one, or set ahead} */
    public Authorisation keeping(Kind kind, String language) {
        var spanish = language.equals("es");
        return new Authorisation(
                language,
                switch (kind) {
                    case BANK ->
                        spanish
                                ? "Autorizo a %s a debitar esta cuenta bancaria por los pagos que yo confirme o programe y por el pago automático si lo activo. El débito se hace por ACH. Si mi banco lo devuelve, puede haber un cargo. Puedo quitar la cuenta aquí en cualquier momento; un pago programado, hasta las 11:59 p. m. del día anterior."
                                        .formatted(city)
                                : "I allow %s to debit this bank account for payments that I confirm or set for a later day, and for autopay if I turn it on. Debits are made by ACH. If my bank sends one back, a fee may be charged. I can remove the account here at any time; a payment set for a later day until 11:59 p.m. of the day before."
                                        .formatted(city);
                    default ->
                        spanish
                                ? "Autorizo a %s a cobrar a esta tarjeta los pagos que yo confirme o programe y el pago automático si lo activo. Puedo quitar la tarjeta aquí en cualquier momento; un pago programado, hasta las 11:59 p. m. del día anterior."
                                        .formatted(city)
                                : "I allow %s to charge this card for payments that I confirm or set for a later day, and for autopay if I turn it on. I can remove the card here at any time; a payment set for a later day until 11:59 p.m. of the day before."
                                        .formatted(city);
                });
    }

    /** {@return that of a standing order} */
    public Authorisation paying(String language) {
        return new Authorisation(
                language,
                language.equals("es")
                        ? "Autorizo a %s a cobrar cada mes, el día que elegí, lo que se deba de mis facturas hasta su vencimiento, con el medio de pago que elegí. Me avisan del importe y del día 3 días antes. Puedo cambiarlo o desactivarlo aquí hasta las 11:59 p. m. del día anterior."
                                .formatted(city)
                        : "I allow %s to take what my bills owe by their due dates, on the day I chose, from the card or bank account I chose. I am told the amount and the day 3 days before. I can change this or turn it off here until 11:59 p.m. of the day before."
                                .formatted(city));
    }

    /** {@return en or es, whichever of an Accept-Language comes first} */
    public static String language(String acceptLanguage) {
        return List.of(acceptLanguage.toLowerCase(Locale.ROOT).split(",", -1)).stream()
                .map(String::strip)
                .filter(wanted -> wanted.startsWith("es") || wanted.startsWith("en"))
                .findFirst()
                .map(wanted -> wanted.substring(0, 2))
                .orElse("en");
    }
}
