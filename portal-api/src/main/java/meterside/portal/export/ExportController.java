package meterside.portal.export;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import meterside.portal.session.Reader;
import meterside.portal.signing.Signer;
import meterside.portal.span.Span;
import meterside.portal.usage.Asked;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Files of usage. */
@RestController
class ExportController {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=utf-8");
    private static final MediaType ZIP = MediaType.parseMediaType("application/zip");
    private static final int BYTES_OF_A_BUFFER = 8192;
    private static final List<String> LANGUAGES = List.of("en", "es");

    private final ExportService exports;
    private final Signer signer;

    ExportController(ExportService exports, Signer signer) {
        this.exports = exports;
        this.signer = signer;
    }

    /**
     * The heap stays flat however long the file and however slow its reader: the server takes 128 buffers before the first of them has left
     * for the network, a megabyte, and with them two parts at most are held. A slow reader holds no connection to the database. If
     * a part cannot be read, also when it was asked again, the connection is cut, and whoever saves the file knows that it is not whole.
     */
    @GetMapping("/api/accounts/{account}/channels/{channel}/usage.csv")
    Mono<Void> csv(
            Reader who,
            @PathVariable String account,
            @PathVariable String channel,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam String by,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(name = "as-known-on", required = false) @Nullable String knownOn,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, defaultValue = "") String preferred,
            ServerHttpResponse response) {
        var span = Span.ofAnyLength(from, to, by);
        return exports.of(who, account, channel, span, Asked.parse(unit, knownOn), language(preferred))
                .flatMap(file -> {
                    response.getHeaders().setContentType(CSV);
                    response.getHeaders()
                            .setContentDisposition(ContentDisposition.attachment()
                                    .filename(file.name())
                                    .build());
                    return response.writeWith(
                            file.parts().concatMapIterable(part -> buffers(part, response.bufferFactory()), 1));
                });
    }

    /** The same file with our signature. */
    @GetMapping("/api/accounts/{account}/channels/{channel}/usage.csv.zip")
    Mono<ResponseEntity<Flux<byte[]>>> signed(
            Reader who,
            @PathVariable String account,
            @PathVariable String channel,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam String by,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(name = "as-known-on", required = false) @Nullable String knownOn,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, defaultValue = "") String preferred) {
        var span = Span.ofAnyLength(from, to, by);
        return exports.of(who, account, channel, span, Asked.parse(unit, knownOn), language(preferred))
                .map(file -> ResponseEntity.ok()
                        .contentType(ZIP)
                        .headers(headers -> headers.setContentDisposition(ContentDisposition.attachment()
                                .filename(file.name() + ".zip")
                                .build()))
                        .body(signer.zipped(file.name(), file.parts())));
    }

    private static List<DataBuffer> buffers(byte[] part, DataBufferFactory factory) {
        var buffers = new ArrayList<DataBuffer>();
        for (var start = 0; start < part.length; start += BYTES_OF_A_BUFFER) {
            buffers.add(factory.wrap(ByteBuffer.wrap(part, start, Math.min(BYTES_OF_A_BUFFER, part.length - start))));
        }
        return buffers;
    }

    /** {@return en or es, whichever the browser would rather read} */
    private static String language(String preferred) {
        try {
            var found = Locale.lookupTag(Locale.LanguageRange.parse(preferred), LANGUAGES);
            return found == null ? LANGUAGES.getFirst() : found;
        } catch (IllegalArgumentException malformed) {
            return LANGUAGES.getFirst();
        }
    }
}
