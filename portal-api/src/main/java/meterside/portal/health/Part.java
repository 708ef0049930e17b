package meterside.portal.health;

import reactor.core.publisher.Mono;

/** Something the process cannot serve without: the database, Kafka. */
public interface Part {

    /** How a part that answers is reported. */
    String UP = "up";

    /** How a part begins that was not set up, which takes nothing else down. */
    String OFF = "off";

    /** {@return its name in the answer, such as {@code database}} */
    String name();

    /** {@return {@link #UP}, or {@link #OFF} or {@code down} and why; never an error, and within a second or so} */
    Mono<String> state();
}
