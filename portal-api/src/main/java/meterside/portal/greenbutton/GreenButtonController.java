package meterside.portal.greenbutton;

import meterside.portal.session.Reader;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
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

    private final GreenButtonService files;

    GreenButtonController(GreenButtonService files) {
        this.files = files;
    }

    @GetMapping("/api/accounts/{account}/usage-points/{usagePoint}/green-button.xml")
    Mono<ResponseEntity<Flux<byte[]>>> file(
            Reader who,
            @PathVariable String account,
            @PathVariable String usagePoint,
            @RequestParam String from,
            @RequestParam String to) {
        return files.file(who, account, usagePoint, Span.parse(from, to)).map(file -> ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_ATOM_XML)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name())
                                .build()
                                .toString())
                .body(file.bytes()));
    }
}
