package meterside.standins.checkout;

import java.util.List;
import java.util.Optional;

/** Where the page gets what it shows, and hands over what was typed. */
public interface Till {

    /** A line of what is paid. */
    record Item(String name, long cents) {}

    /**
     * What a page is for.
     *
     * @param saves whether a method is saved and nothing paid
     * @param kinds card, us_bank_account, or both to choose from
     * @param language en, es, or auto: the browser's
     * @param state open; asking: the bank's question waits; complete; expired
     * @param email known already, or empty
     * @param back where Back leads, or empty
     */
    record Offer(
            String session,
            boolean saves,
            List<String> kinds,
            String language,
            List<Item> items,
            long totalCents,
            String state,
            String email,
            String success,
            String back) {

        public Offer {
            kinds = List.copyOf(kinds);
            items = List.copyOf(items);
        }
    }

    /** What became of a try: done; asking; gone (paid or run out before); declined, and why in Stripe's word. */
    record Outcome(String what, String why) {}

    /** {@return empty if there is no such page} */
    Optional<Offer> offer(String session);

    /** Pays, once however often it is pressed. */
    Outcome pay(String session, Instrument by, String email);

    /** The card's bank asked whether it is them. */
    Outcome answer(String session, boolean yes);
}
