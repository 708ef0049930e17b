package meterside.portal.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Which addresses we write to, and the one form in which we keep them. */
@Component
public class Addresses {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    /** What a telephone in a pocket may be. Others are dear, free for the caller, or nobody's. */
    private static final Set<PhoneNumberType> TEXTED =
            Set.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);

    private final List<String> countries;
    private final Set<String> gateways;

    /** @param countries ISO codes of the countries we text to, with commas between; the first is home */
    Addresses(@Value("${METERSIDE_TEXT_COUNTRIES:US,CA}") String countries) throws IOException {
        this.countries = Stream.of(countries.split(",")).map(String::strip).toList();
        this.gateways = new ClassPathResource("gateways.txt")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Refuses the addresses at which telephone companies turn e-mail into texts: nothing would say STOP, and most are
     * being closed (AL23).
     *
     * @param email in lower case
     */
    public void mustNotBeAGateway(String email) {
        for (var host = email.substring(email.indexOf('@') + 1);
                host.contains(".");
                host = host.substring(host.indexOf('.') + 1)) {
            if (gateways.contains(host)) {
                throw new ContactRefused(
                        "This address turns e-mail into text messages. Give the telephone number itself instead.");
            }
        }
    }

    /** {@return the number as +12025550123 (E.164)} */
    String number(String typed) {
        var number = parsed(typed);
        var country = NUMBERS.getRegionCodeForNumber(number);
        if (country != null && !countries.contains(country)) {
            throw new ContactRefused(
                    "We send texts to numbers of these countries only: %s.".formatted(String.join(", ", countries)));
        }
        if (!NUMBERS.isValidNumber(number)) {
            throw notANumber();
        }
        if (!TEXTED.contains(NUMBERS.getNumberType(number))) {
            throw new ContactRefused("We cannot send texts to this kind of number. Give a mobile number.");
        }
        return NUMBERS.format(number, PhoneNumberFormat.E164);
    }

    private PhoneNumber parsed(String typed) {
        try {
            var number = NUMBERS.parse(typed, countries.getFirst());
            if (number.hasExtension()) {
                throw notANumber();
            }
            return number;
        } catch (NumberParseException malformed) {
            throw notANumber();
        }
    }

    private static ContactRefused notANumber() {
        return new ContactRefused("This is not a telephone number that we can text. Check it and try again.");
    }
}
