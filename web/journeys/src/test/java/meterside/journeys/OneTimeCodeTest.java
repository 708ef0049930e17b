package meterside.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OneTimeCodeTest {

    /** RFC 6238, appendix B: the ASCII secret 12345678901234567890, the last six of eight digits. */
    @Test
    void isWhatTheStandardSays() {
        var secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

        assertThat(OneTimeCode.at(secret, Instant.ofEpochSecond(59))).isEqualTo("287082");
        assertThat(OneTimeCode.at(secret, Instant.ofEpochSecond(1_111_111_109))).isEqualTo("081804");
        assertThat(OneTimeCode.at(secret, Instant.ofEpochSecond(20_000_000_000L)))
                .isEqualTo("353130");
    }
}
