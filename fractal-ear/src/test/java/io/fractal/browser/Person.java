package io.fractal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import io.fractal.product.RunningFractal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One person with a browser of their own: nothing is shared with another person but the machine. Closing it fails when any page left
 * an error in the console, be it a script's, a missing file or a breach of the content security policy.
 */
final class Person implements AutoCloseable {

    private static final double PATIENCE_MS = 15_000;

    private final RunningFractal fractal;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    private Person(RunningFractal fractal, BrowserContext context) {
        this.fractal = fractal;
        this.context = context;
        context.setDefaultTimeout(PATIENCE_MS);
        context.onConsoleMessage(this::note);
        context.onWebError(error -> complaints.add("error on " + error.page().url() + ": " + error.error()));
        this.page = context.newPage();
    }

    /** A person at a desk, who reads English and likes it light. */
    static Person atADesk(Browser browser, RunningFractal fractal) {
        return with(browser, fractal, desk());
    }

    /** A person with a phone in the hand. */
    static Person withAPhone(Browser browser, RunningFractal fractal) {
        return with(
                browser,
                fractal,
                desk().setViewportSize(390, 844).setDeviceScaleFactor(2).setHasTouch(true));
    }

    /** A person with any browser window. */
    static Person with(Browser browser, RunningFractal fractal, Browser.NewContextOptions options) {
        return new Person(fractal, browser.newContext(options));
    }

    /** The window of a person at a desk, to be varied. */
    static Browser.NewContextOptions desk() {
        return new Browser.NewContextOptions()
                .setViewportSize(1440, 900)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin")
                .setColorScheme(ColorScheme.LIGHT);
    }

    /** What the person looks at. */
    Page page() {
        return page;
    }

    /** Goes to an address of the product. */
    Person goesTo(String path) {
        page.navigate(fractal.baseUrl() + path);
        return this;
    }

    /** Signs in as the first user and waits for the inbox. */
    InboxView signsIn() {
        goesTo("/login");
        fillsIn(RunningFractal.ADMIN_EMAIL, RunningFractal.ADMIN_PASSWORD);
        page.waitForURL(url -> !url.contains("/login"));
        InboxView inbox = new InboxView(page);
        assertThat(inbox.rows().first()).isVisible();
        return inbox;
    }

    /** Fills in the sign-in form and submits it. */
    void fillsIn(String email, String password) {
        page.locator("#email").fill(email);
        page.locator("#password").fill(password);
        page.locator("#password").press("Enter");
    }

    /** Takes a picture of the window into {@code target/screenshots}. */
    void photographs(String name) {
        page.evaluate("document.fonts.ready");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED));
    }

    /** A console message that contains this is part of the test, and no reason to complain. */
    Person expects(String complaint) {
        expected.add(complaint);
        return this;
    }

    @Override
    public void close() {
        // before the window is closed: what breaks off then is nothing a person sees
        List<String> unexpected = complaints.stream()
                .filter(complaint -> expected.stream().noneMatch(complaint::contains))
                .toList();
        context.close();
        assertTrue(unexpected.isEmpty(), () -> "The console is not silent: " + unexpected);
    }

    private void note(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.type() + " at " + message.location() + ": " + message.text());
        }
    }
}
