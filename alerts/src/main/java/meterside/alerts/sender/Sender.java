package meterside.alerts.sender;

import java.time.Instant;
import java.util.Set;

/** Hands messages of one medium to its provider. Blocks, for a minute at most; called without an open transaction. */
public interface Sender {

    Medium medium();

    /** Hands the message over. Never throws: what happened is the outcome. */
    Outcome send(Message message);

    /**
     * Asks the provider whether it took a message of which we do not know.
     *
     * @param since when it was handed over at the earliest
     * @param others what the provider calls messages that are known to be others
     * @return ACCEPTED with the provider's id if it has it, LATER if it says that it has not and so it may be sent, UNKNOWN
     *     if it cannot be asked, now or ever
     */
    Outcome ask(Message message, Instant since, Set<String> others);
}
