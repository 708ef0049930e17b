package meterside.portal.usage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import meterside.metering.UsagePointId;
import meterside.portal.live.Heard;
import meterside.portal.span.Span;
import meterside.portal.unit.Measure;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Answers of the last second, so that what is asked again and again is answered without the database. An answer is given again until its
 * usage point is heard to have changed, and no longer than a session is remembered: so long may an access that ended, an agreement or a
 * bill that came go unnoticed. While nobody listens to what changes, nothing is given again.
 */
@Component
class Answers {

    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final long MOST_BYTES = 16L << 20;
    private static final int BYTES_BESIDE_THE_ANSWER = 512;

    private final Heard heard;
    private final Cache<Question, Answer> answers;

    @Autowired
    Answers(Heard heard) {
        this(heard, Ticker.systemTicker());
    }

    /** @param ticker by which answers age, in nanoseconds */
    Answers(Heard heard, Ticker ticker) {
        this.heard = heard;
        this.answers = Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .ticker(ticker)
                .maximumWeight(MOST_BYTES)
                .weigher((Question question, Answer answer) -> BYTES_BESIDE_THE_ANSWER + answer.json.length)
                .build();
    }

    /**
     * All that an answer depends on beside what is stored.
     *
     * @param login who asks: a program does not, since it hears of changes in another way, maybe sooner
     * @param account as it was asked for, as is the channel
     */
    record Question(long login, String account, String channel, Span span, Optional<Measure> unit) {}

    /** Whose usage it is, and of which generation. */
    private static final class Answer {

        private final UsagePointId point;
        private final long generation;
        private final byte[] json;

        Answer(UsagePointId point, long generation, byte[] json) {
            this.point = point;
            this.generation = generation;
            this.json = json;
        }
    }

    /** {@return the answer, if it was given not long ago and is still true} */
    Optional<byte[]> of(Question question) {
        return Optional.ofNullable(answers.getIfPresent(question))
                .filter(answer -> isOf(answer.generation, answer.point))
                .map(answer -> answer.json);
    }

    /**
     * {@return the answer, which is remembered} Its generation is taken before anything is looked up for it: what was looked up before a
     * change, and comes after the change was heard, is of the generation before and never given again.
     *
     * @param answer looks up the point's reads when it is subscribed to and not before
     */
    Mono<byte[]> remembered(Question question, UsagePointId point, Mono<byte[]> answer) {
        return Mono.defer(() -> {
            var generation = heard.generation(point);
            return generation.isEmpty()
                    ? answer
                    : answer.doOnNext(json -> answers.put(question, new Answer(point, generation.getAsLong(), json)));
        });
    }

    private boolean isOf(long generation, UsagePointId point) {
        var now = heard.generation(point);
        return now.isPresent() && now.getAsLong() == generation;
    }
}
