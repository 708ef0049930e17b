package meterside.portal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import meterside.portal.testing.Door;
import meterside.portal.testing.Homes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was tried and what was sent days ago goes away beside the next try, and nothing else does. */
class SweepIT {

    private static Door door;

    @BeforeAll
    static void open() {
        door = Door.open();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    void oldTriesAndCodesGoAway() {
        var now = Instant.parse(Homes.NOW);
        tried(1, now.minus(Duration.ofDays(2)).minusSeconds(1));
        tried(2, now.minus(Duration.ofDays(2)).plusSeconds(1));
        code(1, now.minus(Duration.ofDays(1)).minusSeconds(1));
        code(2, now.minus(Duration.ofDays(1)).plusSeconds(1));

        door.finish(door.portal.browser(), new UUID(9, 9).toString(), "123456", Door.PASSWORD);

        assertThat(tries(1)).isZero();
        assertThat(tries(2)).isEqualTo(1);
        assertThat(codes(1)).isZero();
        assertThat(codes(2)).isEqualTo(1);
    }

    private static void tried(int number, Instant at) {
        door.rows.write(
                "insert into sign_in_failure (subject, failures, failed_at) values (sha256(?::text::bytea), 1, ?)",
                Integer.toString(number),
                at);
    }

    private static long tries(int number) {
        return door.rows.write(
                "select count(*) from sign_in_failure where subject = sha256(?::text::bytea)",
                Integer.toString(number));
    }

    private static void code(int number, Instant at) {
        door.rows.write("""
                insert into one_time_code (id, purpose, language, code_hash, made_at, tries)
                values (?, 'reset', 'en', sha256('x'), ?, 0)
                """, new UUID(0, number), at);
    }

    private static long codes(int number) {
        return door.rows.write("select count(*) from one_time_code where id = ?", new UUID(0, number));
    }
}
