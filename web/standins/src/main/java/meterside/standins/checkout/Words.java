package meterside.standins.checkout;

import java.util.Map;

/** What the page says, in English and Spanish. */
final class Words {

    private static final Map<String, String> EN = Map.ofEntries(
            Map.entry("pay", "Pay %s"),
            Map.entry("save", "Save"),
            Map.entry("title-pay", "Pay %s to %s"),
            Map.entry("title-save", "Save a way to pay %s"),
            Map.entry("stand-in", "This page stands in for the payment provider. No money moves."),
            Map.entry("total", "Total"),
            Map.entry("card", "Card"),
            Map.entry("us_bank_account", "Bank account"),
            Map.entry("how", "How would you like to pay?"),
            Map.entry("number", "Card number"),
            Map.entry("expiry", "Expiration date"),
            Map.entry("expiry-hint", "Month and year, such as 04/29"),
            Map.entry("cvc", "Security code"),
            Map.entry("cvc-hint", "The 3 digits on the back; 4 on the front of American Express"),
            Map.entry("card-name", "Name on the card"),
            Map.entry("name", "Name on the account"),
            Map.entry("routing", "Routing number"),
            Map.entry("routing-hint", "9 digits, at the bottom left of a check"),
            Map.entry("account", "Account number"),
            Map.entry("email", "Email for the provider's receipt (optional)"),
            Map.entry(
                    "mandate",
                    "By pressing %s you let %s debit this bank account for this amount, and for later amounts you agree to. You can take this back at any time."),
            Map.entry("back", "Back without paying"),
            Map.entry("back-save", "Back without saving"),
            Map.entry("wrong", "Please check this before going on"),
            Map.entry("wrong-number", "This is not a card number. Check its digits."),
            Map.entry("wrong-expiry", "Enter a month and year that lie ahead, such as 04/29."),
            Map.entry("wrong-cvc", "Enter the security code of the card."),
            Map.entry("wrong-name", "Enter the name on the account."),
            Map.entry("wrong-routing", "Enter the 9 digits of the routing number."),
            Map.entry("wrong-account", "Only the test account numbers below are taken here."),
            Map.entry("declined", "Your card was declined. Nothing was taken. Try another card."),
            Map.entry(
                    "declined-insufficient_funds",
                    "There is not enough money for this. Nothing was taken. Try another card."),
            Map.entry("declined-expired_card", "Your card has expired. Nothing was taken. Try another card."),
            Map.entry("declined-incorrect_cvc", "The security code is not right. Nothing was taken. Try again."),
            Map.entry(
                    "declined-processing_error",
                    "Something went wrong at the bank. Nothing was taken. Try again in a while."),
            Map.entry(
                    "declined-authentication_required", "Your bank did not confirm that it is you. Nothing was taken."),
            Map.entry("declined-test_mode_live_card", "Only the test numbers below are taken here. Nothing was taken."),
            Map.entry("ask-title", "Your bank asks whether it is you"),
            Map.entry("ask", "A real bank would ask for a code or a fingerprint now."),
            Map.entry("yes", "Yes, it is me"),
            Map.entry("no", "No, stop"),
            Map.entry("complete-title", "This is done"),
            Map.entry("complete", "It went through. You do not need to do it again."),
            Map.entry("expired-title", "This page has run out"),
            Map.entry("expired", "Nothing was taken. Go back and start again."),
            Map.entry("none-title", "There is no such page"),
            Map.entry("none", "Check the address, or go back to where you came from."),
            Map.entry("go-on", "Go on"),
            Map.entry("go-back", "Go back"),
            Map.entry("tests", "Test numbers"),
            Map.entry("tests-ok", "goes through"),
            Map.entry("tests-declined", "is declined"),
            Map.entry("tests-funds", "not enough money"),
            Map.entry("tests-ask", "the bank asks first"),
            Map.entry("tests-later", "saved, and declined when debited"),
            Map.entry("tests-dispute", "disputed later"),
            Map.entry("tests-verify", "two small deposits verify it first"),
            Map.entry("tests-returned", "sent back after some days"),
            Map.entry("tests-closed", "account closed, sent back"),
            Map.entry("tests-rest", "Any date ahead and any security code. Routing number 110000000."));

    private static final Map<String, String> ES = Map.ofEntries(
            Map.entry("pay", "Pagar %s"),
            Map.entry("save", "Guardar"),
            Map.entry("title-pay", "Pagar %s a %s"),
            Map.entry("title-save", "Guardar una forma de pago para %s"),
            Map.entry("stand-in", "Esta página hace las veces del proveedor de pagos. No se mueve dinero."),
            Map.entry("total", "Total"),
            Map.entry("card", "Tarjeta"),
            Map.entry("us_bank_account", "Cuenta bancaria"),
            Map.entry("how", "¿Cómo desea pagar?"),
            Map.entry("number", "Número de tarjeta"),
            Map.entry("expiry", "Fecha de vencimiento"),
            Map.entry("expiry-hint", "Mes y año, por ejemplo 04/29"),
            Map.entry("cvc", "Código de seguridad"),
            Map.entry("cvc-hint", "Los 3 dígitos al dorso; en American Express, 4 al frente"),
            Map.entry("card-name", "Nombre en la tarjeta"),
            Map.entry("name", "Nombre del titular de la cuenta"),
            Map.entry("routing", "Número de ruta"),
            Map.entry("routing-hint", "9 dígitos, abajo a la izquierda en un cheque"),
            Map.entry("account", "Número de cuenta"),
            Map.entry("email", "Correo para el recibo del proveedor (opcional)"),
            Map.entry(
                    "mandate",
                    "Al pulsar %s, usted autoriza a %s a debitar esta cuenta bancaria por este importe y por los que acepte después. Puede retirar la autorización en cualquier momento."),
            Map.entry("back", "Volver sin pagar"),
            Map.entry("back-save", "Volver sin guardar"),
            Map.entry("wrong", "Revise esto antes de seguir"),
            Map.entry("wrong-number", "Este no es un número de tarjeta. Revise los dígitos."),
            Map.entry("wrong-expiry", "Escriba un mes y un año que no hayan pasado, por ejemplo 04/29."),
            Map.entry("wrong-cvc", "Escriba el código de seguridad de la tarjeta."),
            Map.entry("wrong-name", "Escriba el nombre del titular de la cuenta."),
            Map.entry("wrong-routing", "Escriba los 9 dígitos del número de ruta."),
            Map.entry("wrong-account", "Aquí solo se aceptan los números de prueba de abajo."),
            Map.entry("declined", "Su tarjeta fue rechazada. No se cobró nada. Pruebe con otra tarjeta."),
            Map.entry(
                    "declined-insufficient_funds",
                    "No hay fondos suficientes. No se cobró nada. Pruebe con otra tarjeta."),
            Map.entry("declined-expired_card", "Su tarjeta venció. No se cobró nada. Pruebe con otra tarjeta."),
            Map.entry(
                    "declined-incorrect_cvc",
                    "El código de seguridad no es correcto. No se cobró nada. Intente de nuevo."),
            Map.entry(
                    "declined-processing_error",
                    "Algo falló en el banco. No se cobró nada. Intente de nuevo en un rato."),
            Map.entry("declined-authentication_required", "Su banco no confirmó que es usted. No se cobró nada."),
            Map.entry(
                    "declined-test_mode_live_card",
                    "Aquí solo se aceptan los números de prueba de abajo. No se cobró nada."),
            Map.entry("ask-title", "Su banco pregunta si es usted"),
            Map.entry("ask", "Un banco de verdad pediría ahora un código o una huella."),
            Map.entry("yes", "Sí, soy yo"),
            Map.entry("no", "No, detener"),
            Map.entry("complete-title", "Ya está hecho"),
            Map.entry("complete", "Se completó. No hace falta que lo haga otra vez."),
            Map.entry("expired-title", "Esta página caducó"),
            Map.entry("expired", "No se cobró nada. Vuelva y empiece de nuevo."),
            Map.entry("none-title", "No existe esta página"),
            Map.entry("none", "Revise la dirección o vuelva a donde estaba."),
            Map.entry("go-on", "Continuar"),
            Map.entry("go-back", "Volver"),
            Map.entry("tests", "Números de prueba"),
            Map.entry("tests-ok", "se aprueba"),
            Map.entry("tests-declined", "se rechaza"),
            Map.entry("tests-funds", "fondos insuficientes"),
            Map.entry("tests-ask", "el banco pregunta antes"),
            Map.entry("tests-later", "se guarda, y se rechaza al debitar"),
            Map.entry("tests-dispute", "se reclama después"),
            Map.entry("tests-verify", "dos depósitos pequeños la verifican antes"),
            Map.entry("tests-returned", "se devuelve a los pocos días"),
            Map.entry("tests-closed", "cuenta cerrada, se devuelve"),
            Map.entry(
                    "tests-rest", "Cualquier fecha futura y cualquier código de seguridad. Número de ruta 110000000."));

    private final Map<String, String> words;
    final String language;

    private Words(String language, Map<String, String> words) {
        this.language = language;
        this.words = words;
    }

    /**
     * {@return the words of a language}
     *
     * @param wanted a locale such as es-419, or auto
     * @param accepted what the browser accepts, or empty
     */
    static Words in(String wanted, String accepted) {
        var language = wanted.isEmpty() || wanted.equals("auto") ? accepted : wanted;
        return language.startsWith("es") ? new Words("es", ES) : new Words("en", EN);
    }

    String say(String key, Object... facts) {
        var word = words.get(key);
        if (word == null) {
            throw new IllegalArgumentException("nothing is said about " + key);
        }
        return facts.length == 0 ? word : word.formatted(facts);
    }

    /** {@return why a card was declined} */
    String declined(String why) {
        return words.getOrDefault("declined-" + why, say("declined"));
    }
}
