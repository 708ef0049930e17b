package meterside.portal.contact;

import java.util.concurrent.atomic.AtomicLong;
import meterside.portal.limit.Allowance;
import meterside.portal.limit.Attempts;
import meterside.portal.limit.Network;
import meterside.portal.limit.TooManyAttempts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps strangers from having us send codes without end: each text costs money, which some earn by making others send
 * them. Per login, per address, per network, and for texts over all.
 */
@Component
class Flood {

    private static final Logger LOG = LoggerFactory.getLogger(Flood.class);
    private static final Allowance OF_A_LOGIN = Allowance.aDay(10);
    private static final Allowance TO_AN_ADDRESS = Allowance.anHour(3);
    private static final Allowance FROM_A_NETWORK = Allowance.anHour(10);

    private final Attempts attempts;
    private final Allowance textsInAll;
    private final AtomicLong refused = new AtomicLong();

    /** @param textsInAll how many texts with codes we send in an hour, to whomever */
    Flood(Attempts attempts, @Value("${METERSIDE_CODE_TEXTS_AN_HOUR:20}") int textsInAll) {
        this.attempts = attempts;
        this.textsInAll = Allowance.anHour(textsInAll);
    }

    /** @throws TooManyAttempts if no more codes are sent there now */
    Mono<Void> mayBeSent(long login, String medium, String address, Network from) {
        var ofAll = medium.equals("sms")
                ? attempts.take("texts with codes", textsInAll).doOnError(TooManyAttempts.class, this::alarm)
                : Mono.<Void>empty();
        return attempts.take("codes of login " + login, OF_A_LOGIN)
                .then(attempts.take("codes to " + address, TO_AN_ADDRESS))
                .then(attempts.take("codes from " + from.subject(), FROM_A_NETWORK))
                .then(ofAll);
    }

    /** Once for every hundred, so that a flood of requests is not one of lines. */
    private void alarm(TooManyAttempts tooMany) {
        var count = refused.getAndIncrement();
        if (count % 100 == 0) {
            LOG.error(
                    "ALARM: no more texts with codes this hour: all {} of METERSIDE_CODE_TEXTS_AN_HOUR are sent. Somebody may be"
                            + " making us send them; {} requests were refused so far.",
                    textsInAll.most(),
                    count + 1);
        }
    }
}
