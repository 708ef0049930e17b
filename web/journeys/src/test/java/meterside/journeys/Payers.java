package meterside.journeys;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Whose bills the journeys of money pay: for each language a customer who signs in and a neighbour whose bill others pay, so that
 * no amount of one language is moved by the other. Chosen once, since what they owe is another afterwards.
 */
final class Payers {

    static final List<String> LANGUAGES = List.of("en", "es");

    private static @Nullable Payers chosen;

    private final Inbox inbox;
    private final Map<String, Debtor> customers = new HashMap<>();
    private final Map<String, Debtor> neighbours = new HashMap<>();

    private Payers(House house) {
        this.inbox = new Inbox(house);
        var homes = Debtor.some(house, 2 * LANGUAGES.size()).iterator();
        for (var language : LANGUAGES) {
            var customer = homes.next();
            customer.letIn(house, emailOf(language));
            customers.put(language, customer);
            neighbours.put(language, homes.next());
        }
    }

    /** {@return those of the town that all journeys share} */
    static synchronized Payers of(House house) {
        if (chosen == null) {
            chosen = new Payers(house);
        }
        return chosen;
    }

    Debtor customer(String language) {
        return one(customers, language);
    }

    Debtor neighbour(String language) {
        return one(neighbours, language);
    }

    private static Debtor one(Map<String, Debtor> from, String language) {
        var found = from.get(language);
        if (found == null) {
            throw new IllegalArgumentException("nobody speaks " + language);
        }
        return found;
    }

    /** {@return what the customer signs in with} */
    static String emailOf(String language) {
        return "pay-%s@meterside.example".formatted(language);
    }

    /** {@return how many e-mails the customer has got} */
    int mails(String language) {
        return inbox.mails(emailOf(language)).size();
    }

    /** {@return the first e-mail to this address that says both, once it is there} */
    String mail(String address, String one, String other) {
        return Awaitility.await()
                .atMost(Visitor.PATIENCE)
                .until(
                        () -> inbox.mails(address).stream()
                                .map(mail -> mail.replace('\u00a0', ' '))
                                .filter(mail -> mail.contains(one) && mail.contains(other))
                                .findFirst()
                                .orElse(""),
                        mail -> !mail.isEmpty());
    }
}
