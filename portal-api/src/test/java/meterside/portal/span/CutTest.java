package meterside.portal.span;

import static meterside.portal.account.Scopes.aScope;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CutTest {

    private static final Cut MONTHS = new Cut(Span.By.MONTH, day -> day.with(TemporalAdjusters.firstDayOfNextMonth()));

    private static Stay stay(String first, String end) {
        return new Stay(
                aScope(1, "2000-01-01T05:00:00Z", "9999-01-01T05:00:00Z"),
                LocalDate.parse(first),
                LocalDate.parse(end));
    }

    private static Stream<String> told(Stream<Stay> pieces) {
        return pieces.map(piece -> piece.first() + "/" + piece.end());
    }

    @Test
    void aPieceThatIsOnlyPartlyAskedForIsItsPart() {
        assertThat(told(MONTHS.pieces(stay("2026-01-30", "2026-03-02"))))
                .containsExactly("2026-01-30/2026-02-01", "2026-02-01/2026-03-01", "2026-03-01/2026-03-02");
        assertThat(told(MONTHS.pieces(stay("2026-01-30", "2026-01-31")))).containsExactly("2026-01-30/2026-01-31");
    }

    /** What a file is read in ends where buckets end, or a bucket would be two lines. */
    @Test
    void partsEndWherePiecesEnd() {
        var random = new Random(20261103);
        for (var i = 0; i < 200; i++) {
            var first = LocalDate.parse("2010-01-01").plusDays(random.nextInt(5000));
            var whole = stay(
                    first.toString(), first.plusDays(1 + random.nextInt(4000)).toString());
            var pieces = new ArrayList<String>();
            MONTHS.parts(whole).forEach(part -> told(MONTHS.pieces(part)).forEach(pieces::add));

            assertThat(pieces).isEqualTo(told(MONTHS.pieces(whole)).toList());
            assertThat(MONTHS.parts(whole).count()).isLessThanOrEqualTo(6);
        }
    }
}
