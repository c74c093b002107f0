package io.fractal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.fractal.product.FractalExtension;
import io.fractal.product.RunningFractal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sign-up page, on a Fractal whose operator lets everybody in. */
@ExtendWith(BrowserExtension.class)
class SignUpIT {

    private static RunningFractal fractal;

    private final Browser browser;

    SignUpIT(Browser browser) {
        this.browser = browser;
    }

    @BeforeAll
    static void start() {
        fractal = RunningFractal.start(FractalExtension.newHome("signup"), Map.of("FRACTAL_SIGNUP", "open"));
    }

    @AfterAll
    static void stop() {
        if (fractal != null) {
            fractal.close();
        }
    }

    @Test
    void somebody_new_comes_from_the_sign_in_and_gets_an_inbox_of_their_own() {
        try (Person jane = Person.atADesk(browser, fractal).expects("422").expects("400")) {
            jane.goesTo("/login");
            jane.page().locator("a[href='/signup']").click();
            fills(jane.page(), "Jane Smith", RunningFractal.ADMIN_EMAIL, "password");
            assertThat(jane.page().locator("#password-error")).containsText("Password is too easy to guess");
            assertThat(jane.page().locator("#password")).isFocused();

            fills(jane.page(), "Jane Smith", RunningFractal.ADMIN_EMAIL, "seven sleepy otters");
            assertThat(jane.page().locator("#email-error")).containsText("There is an account");
            assertThat(jane.page().locator("#email")).isFocused();

            fills(jane.page(), "Jane Smith", "jane@fractal.test", "seven sleepy otters");
            jane.page().waitForURL(url -> !url.contains("/signup"));
            assertThat(jane.page().locator("[popovertarget=user-menu]")).isVisible();
            assertThat(new InboxView(jane.page()).rows()).hasCount(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"en-GB,LIGHT,1440", "de-DE,DARK,1440", "de-DE,LIGHT,390", "en-GB,DARK,390"})
    void the_page_has_no_barrier_and_fits_the_window(String locale, ColorScheme scheme, int width) {
        try (Person person = Person.with(
                        browser,
                        fractal,
                        Person.desk().setLocale(locale).setColorScheme(scheme).setViewportSize(width, 844))
                .expects("422")) {
            person.goesTo("/signup");
            person.photographs("signup-" + width + "-" + locale + "-" + scheme);
            fills(person.page(), "Jane Smith", "jane", "1234567");
            Locator error = person.page().locator("#email-error");
            assertThat(error).isVisible();
            person.photographs("signup-errors-" + width + "-" + locale + "-" + scheme);

            assertEquals(
                    List.of(),
                    new AxeBuilder(person.page())
                            .analyze().getViolations().stream()
                                    .map(Object::toString)
                                    .toList());
            assertEquals(
                    true,
                    person.page()
                            .evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        }
    }

    private static void fills(Page page, String name, String email, String password) {
        page.locator("#name").fill(name);
        page.locator("#email").fill(email);
        page.locator("#password").fill(password);
        page.locator("#password").press("Enter");
    }
}
