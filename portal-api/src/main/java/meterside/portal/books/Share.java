package meterside.portal.books;

/**
 * What a payment pays of one charge.
 *
 * @param charge as it was before: {@code openCents} is what was left to pay of it
 * @param paysCents positive
 * @param leftCents what is left to pay after it
 */
public record Share(OpenCharge charge, long paysCents, long leftCents) {}
