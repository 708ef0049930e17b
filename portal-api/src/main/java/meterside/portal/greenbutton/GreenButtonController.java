package meterside.portal.greenbutton;

import java.util.Optional;
import meterside.portal.session.Reader;
import meterside.portal.signing.Signer;
import meterside.portal.span.KnownOn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Green Button Download My Data. */
@RestController
class GreenButtonController {

    private static final MediaType ZIP = MediaType.parseMediaType("application/zip");

    private final GreenButtonService files;
    private final Signer signer;

    GreenButtonController(GreenButtonService files, Signer signer) {
        this.files = files;
        this.signer = signer;
    }

    @GetMapping("/api/accounts/{account}/usage-points/{usagePoint}/green-button.xml")
    Mono<ResponseEntity<Flux<byte[]>>> file(
            Reader who,
            @PathVariable String account,
            @PathVariable String usagePoint,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(name = "as-known-on", required = false) @Nullable String knownOn) {
        return files.file(who, account, usagePoint, Span.parse(from, to), known(knownOn))
                .map(file -> answer(MediaType.APPLICATION_ATOM_XML, file.name(), file.bytes()));
    }

    /** The same file with our signature. */
    @GetMapping("/api/accounts/{account}/usage-points/{usagePoint}/green-button.xml.zip")
    Mono<ResponseEntity<Flux<byte[]>>> signed(
            Reader who,
            @PathVariable String account,
            @PathVariable String usagePoint,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(name = "as-known-on", required = false) @Nullable String knownOn) {
        return files.file(who, account, usagePoint, Span.parse(from, to), known(knownOn))
                .map(file -> answer(ZIP, file.name() + ".zip", signer.zipped(file.name(), file.bytes())));
    }

    private static Optional<KnownOn> known(@Nullable String on) {
        return Optional.ofNullable(on).map(KnownOn::parse);
    }

    private static ResponseEntity<Flux<byte[]>> answer(MediaType type, String name, Flux<byte[]> bytes) {
        return ResponseEntity.ok()
                .contentType(type)
                .headers(headers -> headers.setContentDisposition(
                        ContentDisposition.attachment().filename(name).build()))
                .body(bytes);
    }
}
