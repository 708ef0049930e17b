package meterside.journeys;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Someone with a browser. Notes every request their page makes and every error it meets. */
final class Visitor implements AutoCloseable {

    static final String PASSWORD = "meterside-demo";

    /** Of the utility's own people, whose passwords are longer. */
    static final String STAFF_PASSWORD = "meterside-demo at the counter";

    /** For whatever a page is waited for: a machine that runs journeys side by side may be slow. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** One for each thread that drives one: Playwright's objects belong to the thread that made them. */
    private static final ThreadLocal<Browser> BROWSERS = ThreadLocal.withInitial(Visitor::browser);

    private final House house;
    private final BrowserContext context;
    private final Page page;
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();

    /** @param width of the window in CSS pixels */
    Visitor(House house, String language, int width) {
        this.house = house;
        this.context = BROWSERS.get()
                .newContext(new Browser.NewContextOptions()
                        .setLocale(language.equals("es") ? "es-US" : "en-US")
                        .setTimezoneId("Asia/Tokyo") // never the town's: pages must not ask the browser's zone
                        .setViewportSize(width, 900)
                        .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
        this.page = context.newPage();
        page.setDefaultTimeout((double) PATIENCE.toMillis());
        page.onRequest(request -> requests.add(request.method() + " " + request.url()));
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                errors.add(message.text());
            }
        });
    }

    void signIn(String email) {
        signIn(email, PASSWORD);
    }

    void signIn(String email, String password) {
        open("/sign-in");
        page.locator("input[type=email], input[name=email]").fill(email);
        page.locator("input[type=password]").fill(password);
        page.locator("button[type=submit]").click();
        page.locator("main h1, main h2").first().waitFor();
        page.waitForURL(url -> !url.contains("/sign-in"));
    }

    void open(String path) {
        page.navigate(house.url() + path);
    }

    /** Waits until nothing on the page says that it is busy. */
    void settle() {
        page.locator("main").waitFor();
        page.waitForFunction("() => !document.querySelector('[aria-busy=true]')");
    }

    Page page() {
        return page;
    }

    void press(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }

    /** Asks the portal as the open page would, with a body of JSON or none. */
    JsonNode api(String method, String path, @Nullable String body) {
        var answer = (String) page.evaluate("""
                async ([method, path, body]) => {
                    const response = await fetch(path, body === null ? { method } : { method, body, headers: { 'Content-Type': 'application/json' } });
                    const text = await response.text();
                    return response.ok ? text || 'null' : Promise.reject(new Error(`${method} ${path}: ${response.status} ${text}`));
                }""", Arrays.asList(method, path, body));
        return JsonMapper.shared().readTree(answer);
    }

    /** {@return the requests since this was last asked} */
    List<String> requests() {
        var seen = List.copyOf(requests);
        requests.clear();
        return seen;
    }

    /** {@return scripts that broke and breaches of the page's own security policy} */
    List<String> errors() {
        return List.copyOf(errors);
    }

    /** Keeps what is on the screen under {@code target/screens}, for a person to look at. */
    void photograph(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/screens", name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        context.close();
    }

    private static Browser browser() {
        PlaywrightAssertions.setDefaultAssertionTimeout((double) PATIENCE.toMillis());
        return Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** {@return where the browser is} */
    static Path chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The journeys need Chromium: install it, for example by sudo apt-get install chromium"));
    }
}
