package meterside.portal.live;

import static meterside.portal.account.Scopes.aScope;
import static meterside.portal.session.Visitors.aVisitor;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import meterside.metering.Interval;
import meterside.metering.UsageChanged;
import meterside.metering.UsagePointId;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;
import reactor.test.StepVerifier;

class StreamTest {

    private final Stream stream =
            new Stream(aVisitor(), List.of(aScope(7, "2026-06-01T04:00:00Z", "2026-12-01T05:00:00Z")));

    @Test
    void tellsOnlyTheCustomersOwnPartOfAChange() {
        stream.tell("1-41", change(7, "2026-05-31T00:00:00Z", "2026-06-02T04:00:00Z"));
        stream.tell("1-42", change(7, "2026-05-31T00:00:00Z", "2026-06-01T04:00:00Z"));
        stream.tell("1-43", change(8, "2026-06-01T04:00:00Z", "2026-06-02T04:00:00Z"));
        stream.tell("1-44", change(7, "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"));

        StepVerifier.create(stream.news().map(event -> event.id() + " " + data(event)), 2)
                .expectNext("1-41 ChangeView[usagePoint=7, from=2026-06-01T00:00-04:00, to=2026-06-02T00:00-04:00]")
                .expectNext("1-44 ChangeView[usagePoint=7, from=2026-11-01T00:00-04:00, to=2026-11-02T00:00-05:00]")
                .thenCancel()
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void isClosedWhenItsReaderFallsBehind() {
        for (var i = 0; i < 64; i++) {
            stream.tell("0-" + i, change(7, "2026-06-01T04:00:00Z", "2026-06-02T04:00:00Z"));
        }
        StepVerifier.create(stream.closed())
                .expectTimeout(Duration.ofMillis(20))
                .verify();

        stream.tell("0-64", change(7, "2026-06-01T04:00:00Z", "2026-06-02T04:00:00Z"));

        StepVerifier.create(stream.closed()).expectComplete().verify(Duration.ofSeconds(5));
    }

    @Test
    void asAWholeIsWhatHasBegun() {
        assertThat(stream.whole(Instant.parse("2026-05-01T00:00:00Z"))).isEmpty();
        assertThat(stream.whole(Instant.parse("2026-07-01T04:00:00Z")))
                .singleElement()
                .satisfies(event -> assertThat(data(event))
                        .isEqualTo("ChangeView[usagePoint=7, from=2026-06-01T00:00-04:00, to=2026-07-01T00:00-04:00]"))
                .satisfies(event -> assertThat(event.id()).isNull());
    }

    private static String data(ServerSentEvent<ChangeView> event) {
        return Objects.requireNonNull(event.data()).toString();
    }

    private static UsageChanged change(long point, String from, String to) {
        return new UsageChanged(new UsagePointId(point), new Interval(Instant.parse(from), Instant.parse(to)));
    }
}
