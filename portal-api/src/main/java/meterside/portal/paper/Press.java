package meterside.portal.paper;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import jakarta.annotation.PreDestroy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Prints: a template and its values into a PDF of PDF/UA-1 (ISO 14289-1), off the event loop, no more at once than there are
 * cores and without an endless queue. What is in the values is text: whatever looks like markup is escaped, and no address in it is
 * ever fetched.
 */
@Service
class Press {

    private static final String FONT = "Open Sans";
    private static final Map<Integer, String> WEIGHTS =
            Map.of(400, "fonts/ttf/OpenSans/OpenSans-Regular.ttf", 700, "fonts/ttf/OpenSans/OpenSans-Bold.ttf");

    private final Scheduler heavy =
            Schedulers.newBoundedElastic(Runtime.getRuntime().availableProcessors(), 64, "press");
    private final Mustache.Compiler compiler =
            Mustache.compiler().strictSections(true).withLoader(Press::open);
    private final Map<String, Template> templates = new ConcurrentHashMap<>();

    /**
     * A paper to print.
     *
     * @param template its file's name under {@code paper/}, without its ending
     * @param values what the template says; every one it names must be there
     */
    record Paper(String template, Map<String, Object> values) {}

    /** {@return the bytes of the PDF} */
    Mono<byte[]> print(Paper paper) {
        return Mono.fromCallable(() -> bytes(paper)).subscribeOn(heavy);
    }

    byte[] bytes(Paper paper) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var builder = new PdfRendererBuilder()
                .usePdfUaAccessibility(true)
                .usePdfVersion(1.7f)
                .withProducer("Meterside")
                .useExternalResourceAccessControl(
                        (address, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .useExternalResourceAccessControl(
                        (address, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI)
                .withHtmlContent(html(paper), "")
                .toStream(bytes);
        WEIGHTS.forEach((weight, file) -> builder.useFont(() -> resource(file), FONT, weight, FontStyle.NORMAL, true));
        builder.run();
        return bytes.toByteArray();
    }

    String html(Paper paper) {
        var template = templates.computeIfAbsent(paper.template(), name -> compiler.compile(open(name)));
        return template.execute(paper.values());
    }

    @PreDestroy
    void close() {
        heavy.dispose();
    }

    private static Reader open(String name) {
        return new InputStreamReader(resource("paper/%s.html".formatted(name)), StandardCharsets.UTF_8);
    }

    private static InputStream resource(String path) {
        return Objects.requireNonNull(Press.class.getClassLoader().getResourceAsStream(path), path);
    }
}
