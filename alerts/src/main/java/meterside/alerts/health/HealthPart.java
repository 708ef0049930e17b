package meterside.alerts.health;

/** A part of the process that may be well or not. */
public interface HealthPart {

    /** {@return its name in one word, such as {@code watch}} */
    String name();

    /** {@return {@code up}, {@code up: } and what an engineer should look at, or {@code down: } and what is wrong; words
     * without quotation marks} */
    String state();
}
