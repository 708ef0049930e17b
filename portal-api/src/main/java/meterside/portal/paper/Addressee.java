package meterside.portal.paper;

import org.jspecify.annotations.Nullable;

/**
 * Whom a paper is for.
 *
 * @param account the account's number
 * @param address where it is served, if we know
 */
public record Addressee(
        String account, String name, @Nullable String address) {}
