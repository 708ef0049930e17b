package meterside.portal.city;

/**
 * What a city says of itself in one language.
 *
 * @param name in bold at the top of each page
 * @param part beside it, quieter, such as Utilities; may be empty
 * @param serves what it does for whom, in one line; may be empty
 * @param hours when people answer the phone
 */
public record CityText(String name, String part, String serves, String hours) {}
