package meterside.alerts.permission;

import org.jspecify.annotations.Nullable;

/**
 * How an address stands, and how much was sent.
 *
 * @param consent whether alerts may go to it: the latest word, and no STOP since
 * @param stopped whether a STOP, by reply or told by the provider, is newer than any consent and any START
 * @param trouble what a provider said of it since it was last verified, such as bounced
 * @param toldToday alerts given to the contact's provider on the contact's local day
 * @param textsToday texts given to the provider on the utility's local day, over all
 */
public record Standing(
        boolean consent, boolean stopped, @Nullable String trouble, int toldToday, int textsToday) {}
