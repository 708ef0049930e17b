package meterside.portal.profile;

/**
 * How someone likes it.
 *
 * @param zone IANA time zone that new contacts begin with
 * @param paperless whether bills come by e-mail only
 */
record Preference(String language, String zone, boolean paperless) {}
