package meterside.portal.paper;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Who sends the papers, and what stands on each of them. */
@Component
class House {

    private final String city;
    private final String phone;
    private final String site;

    House(
            @Value("${METERSIDE_CITY_NAME:Meterside}") String city,
            @Value("${METERSIDE_CITY_PHONE:}") String phone,
            @Value("${METERSIDE_PUBLIC_URL:}") String site) {
        this.city = city;
        this.phone = phone;
        this.site = site;
    }

    /** A row of a table of facts. */
    record Fact(String label, String value) {}

    String city() {
        return city;
    }

    /** {@return the values that all papers have} */
    Map<String, Object> values(Wording wording, String title, String subject) {
        var values = new HashMap<String, Object>();
        values.put("language", wording.language());
        values.put("words", wording.words());
        values.put("city", city);
        values.put("title", title);
        values.put("subject", subject);
        values.put(
                "reach", site.isEmpty() ? wording.say("questions", phone) : wording.say("questionsOrSee", phone, site));
        return values;
    }

    /** {@return how to pay, in sentences} */
    List<String> howToPay(Wording wording) {
        var talk = wording.say("pay.phone", phone);
        return site.isEmpty() ? List.of(talk) : List.of(wording.say("pay.online", site), talk);
    }

    static List<Fact> addressee(Addressee to, Wording wording) {
        var address = to.address();
        var facts = List.of(new Fact(wording.say("account"), to.account()), new Fact(wording.say("name"), to.name()));
        return address == null
                ? facts
                : List.of(facts.getFirst(), facts.getLast(), new Fact(wording.say("address"), address));
    }
}
