package meterside.portal.returncode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import meterside.testing.Backing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PY9 to PY12. */
class ReturnsTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-03-02");

    private final Returns returns = new Returns();

    @ParameterizedTest
    @CsvSource({
        "R01, RETRY",
        "R02, CORRECTED",
        "R03, CORRECTED",
        "R04, CORRECTED",
        "R07, NEVER",
        "R08, AUTHORISED_ANEW",
        "R09, RETRY",
        "R10, NEVER",
        "R29, NEVER"
    })
    void eachCodeSaysWhatMayBeDone(String code, ReturnCode.Then then) {
        assertThat(returns.find(code)).map(ReturnCode::then).contains(then);
    }

    @Test
    void onlyTwoCodesMayBePresentedAgain() {
        var codes = IntStream.rangeClosed(1, 99).mapToObj("R%02d"::formatted);

        assertThat(codes.filter(code -> returns.mayRetry(code, 0, FIRST, FIRST.plusDays(1))))
                .containsExactly("R01", "R09");
    }

    @Test
    void twiceAndNotAThirdTime() {
        assertThat(List.of(0, 1, 2, 3))
                .filteredOn(before -> returns.mayRetry("R01", before, FIRST, FIRST.plusDays(7)))
                .containsExactly(0, 1);
    }

    /** 2 March + 180 days is 29 August. */
    @Test
    void onThe180thDayAndNotOnThe181st() {
        assertThat(returns.mayRetry("R09", 1, FIRST, LocalDate.parse("2026-08-29")))
                .isTrue();
        assertThat(returns.mayRetry("R09", 1, FIRST, LocalDate.parse("2026-08-30")))
                .isFalse();
    }

    @Test
    void isDescribedAsTheRulesSay() {
        assertThat(returns.retryDescription()).isEqualTo("RETRY PYMT");
    }

    @Test
    void whatWeHaveNoRuleForIsNotTriedAgain() {
        assertThat(returns.find("R99")).isEmpty();
        assertThat(returns.mayRetry("R99", 0, FIRST, FIRST)).isFalse();
        assertThat(returns.mayRetry("insufficient-funds", 0, FIRST, FIRST)).isFalse();
    }

    /** Thanksgiving is 26 November 2026, a Thursday; the Friday after it is a banking day. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-24, 2026-11-27", // Tuesday: Wednesday, Friday
        "2026-11-25, 2026-11-30", // Wednesday: Friday, Monday
        "2026-12-23, 2026-12-28", // Wednesday: Thursday; Friday is Christmas
        "2026-07-02, 2026-07-06", // the Fourth is a Saturday, which the Federal Reserve does not make up for
        "2027-07-02, 2027-07-07", // the Fourth is a Sunday, kept on Monday the 5th
        "2027-01-15, 2027-01-20", // Friday: Monday is King's birthday
        "2027-05-28, 2027-06-02" // Friday: Monday is Memorial Day
    })
    void mostReturnsAreKnownTwoBankingDaysLater(LocalDate settledOn, LocalDate knownOn) {
        assertThat(returns.mostlyKnownOn(settledOn)).isEqualTo(knownOn);
    }

    @Test
    void aDebitIsFinalOnlyAfterSixtyDays() {
        assertThat(returns.finalAfter(LocalDate.parse("2026-11-21"))).isEqualTo("2027-01-20");
    }

    @Test
    void anAccountTriedWithNothingMayBeDebitedThreeBankingDaysLater() {
        assertThat(returns.debitableOn(LocalDate.parse("2026-11-25"))).isEqualTo("2026-12-01");
    }

    @Test
    void aNoticeOfChangeSaysWhatToCorrect() {
        assertThat(returns.change("C01")).contains("account number");
        assertThat(returns.change("C03")).contains("routing number and account number");
        assertThat(returns.change("R01")).isEmpty();
    }

    @Test
    void theTableInTheDocumentsIsTheData() throws IOException {
        var table = returns.all().stream()
                .map(code -> "| `%s` | %s | %s | %s |\n"
                        .formatted(
                                code.code(),
                                code.why(),
                                code.then().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                code.isUnauthorised() ? "60 days" : "2 banking days"))
                .collect(Collectors.joining());

        assertThat(Files.readString(Backing.root().resolve("docs/payments.md"))).contains(table);
    }
}
