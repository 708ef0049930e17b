package meterside.portal.staff;

/**
 * Proof that one of the utility's own people asks, with a role that opens it. Only {@link Staff} makes one.
 *
 * @param login our id of their login
 * @param role operator, clerk or approver
 */
public record Clerk(long login, String role) {}
