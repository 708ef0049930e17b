package meterside.portal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import meterside.metering.UsagePointId;
import meterside.portal.live.Hearing;
import meterside.portal.span.Span;
import meterside.portal.usage.Answers.Question;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class AnswersTest {

    private static final UsagePointId POINT = new UsagePointId(7);
    private static final Question DAYS = question(1, "2026-10-01");

    private final Hearing hearing = new Hearing();
    private final AtomicLong nanos = new AtomicLong();
    private final Answers answers = new Answers(hearing.heard, nanos::get);

    private static Question question(long login, String from) {
        return new Question(login, "5", "9", Span.parse(from, "2026-10-31", "day"), Optional.empty());
    }

    @BeforeEach
    void listen() {
        hearing.begin();
    }

    private void given(String answer) {
        answers.remembered(DAYS, POINT, Mono.fromSupplier(() -> bytes(answer))).block();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String again(Question question) {
        return answers.of(question)
                .map(json -> new String(json, StandardCharsets.UTF_8))
                .orElse("none");
    }

    private String again() {
        return again(DAYS);
    }

    @Test
    void isGivenAgainForASecondToWhoeverAsksTheSame() {
        given("one");

        assertThat(again()).isEqualTo("one");
        assertThat(again(question(2, "2026-10-01"))).isEqualTo("none");
        assertThat(again(question(1, "2026-10-02"))).isEqualTo("none");
        nanos.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(again()).isEqualTo("one");
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(again()).isEqualTo("none");
    }

    @Test
    void isOldAsSoonAsItsPointIsHeardToHaveChanged() {
        given("one");
        hearing.changed(8);
        assertThat(again()).isEqualTo("one");

        hearing.changed(7);

        assertThat(again()).isEqualTo("none");
        given("two");
        assertThat(again()).isEqualTo("two");
    }

    /** What was looked up before a change must not outlive the news of it, whichever comes first. */
    @Test
    void whatWasLookedUpBeforeAChangeIsNeverGivenAgain() {
        var database = Sinks.<byte[]>one();
        var first = answers.remembered(DAYS, POINT, database.asMono()).toFuture();

        hearing.changed(7);
        database.tryEmitValue(bytes("of before")).orThrow();

        assertThat(first).isCompletedWithValueMatching(json -> json.length == 9);
        assertThat(again()).isEqualTo("none");
    }

    @Test
    void nothingIsGivenAgainOfATimeWhenNobodyListened() {
        given("one");
        hearing.end();
        assertThat(again()).isEqualTo("none");
        given("two");
        assertThat(again()).isEqualTo("none");

        hearing.begin();

        assertThat(again()).isEqualTo("none");
        given("three");
        assertThat(again()).isEqualTo("three");
    }
}
