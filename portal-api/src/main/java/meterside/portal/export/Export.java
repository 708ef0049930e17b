package meterside.portal.export;

import reactor.core.publisher.Flux;

/**
 * A file of any length.
 *
 * @param name plain letters, digits, dots and dashes
 * @param parts its bytes in order: some hundred kilobytes each, read from the database when it is asked for and not before
 */
record Export(String name, Flux<byte[]> parts) {}
