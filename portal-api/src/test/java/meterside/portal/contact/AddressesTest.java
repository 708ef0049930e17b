package meterside.portal.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AddressesTest {

    @Test
    void bringNumbersIntoOneForm() throws IOException {
        var addresses = new Addresses("US,CA");

        for (var written : new String[] {"(202) 555-0123", "202.555.0123", "1-202-555-0123", "+1 202 555 0123"}) {
            assertThat(addresses.number(written)).isEqualTo("+12025550123");
        }
    }

    @Test
    void areOfTheCountriesThatWereSet() throws IOException {
        var mexican = "+52 55 1234 5678";

        assertThatThrownBy(() -> new Addresses("US,CA").number(mexican))
                .isInstanceOf(ContactRefused.class)
                .hasMessageContaining("US, CA");
        assertThat(new Addresses("US, MX").number(mexican)).isEqualTo("+525512345678");
    }

    @Test
    void areNoGatewaysHoweverDeep() throws IOException {
        var addresses = new Addresses("US");

        addresses.mustNotBeAGateway("someone@att.net");
        addresses.mustNotBeAGateway("someone@notvtext.com");
        assertThatThrownBy(() -> addresses.mustNotBeAGateway("5@a.b.vtext.com")).isInstanceOf(ContactRefused.class);
    }
}
