package meterside.portal.signing;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Puts the utility's signature beside files, while they are read. */
@Component
public class Signer {

    private final SigningKeys keys;
    private final Clock clock;
    private final String signer;

    Signer(SigningKeys keys, Clock clock, @Value("${METERSIDE_CITY_NAME:Meterside}") String signer) {
        this.keys = keys;
        this.clock = clock;
        this.signer = signer;
    }

    /**
     * {@return a ZIP with the file and its detached signature, of which no more is held than one part} If the parts fail, so does the ZIP,
     * and what came of it does not open.
     *
     * @param name of the file; its signature's ends in {@code .sig}
     */
    public Flux<byte[]> zipped(String name, Flux<byte[]> parts) {
        return Flux.using(
                () -> new Parcel(name, clock.instant()),
                parcel -> Flux.concat(
                        parts.concatMapIterable(parcel::add, 1),
                        Flux.defer(() -> Flux.fromIterable(parcel.end(keys, signer)))),
                Parcel::close);
    }
}
