package meterside.ingest.listener;

import java.util.Optional;

/** Something the process needs in order to work. Each bean of this type shows in {@code /health/ready}. */
public interface HealthPart {

    /** {@return the part's name, such as {@code database}} */
    String name();

    /** {@return what is wrong with it now, in words, or empty when it works; within two seconds} */
    Optional<String> trouble();

    /** {@return whether only a restart can help when it is in trouble: it then shows in {@code /health/live}} */
    default boolean isVital() {
        return false;
    }
}
