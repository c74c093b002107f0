package io.fractal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import io.fractal.product.FractalExtension;
import io.fractal.product.RunningFractal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sign-in page. */
@ExtendWith({BrowserExtension.class, FractalExtension.class})
class SignInIT {

    private final Browser browser;
    private final RunningFractal fractal;

    SignInIT(Browser browser, RunningFractal fractal) {
        this.browser = browser;
        this.fractal = fractal;
    }

    @Test
    void a_wrong_password_is_told_in_the_form_and_keeps_the_address() {
        try (Person stranger = Person.atADesk(browser, fractal).expects("401")) {
            stranger.goesTo("/login");

            stranger.fillsIn(RunningFractal.ADMIN_EMAIL, "not the password");

            assertThat(stranger.page().getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                    .isVisible();
            assertThat(stranger.page().locator("#email")).hasValue(RunningFractal.ADMIN_EMAIL);
            assertThat(stranger.page().locator("#password")).isFocused();
        }
    }

    @Test
    void an_empty_field_is_told_beside_the_field() {
        try (Person stranger = Person.atADesk(browser, fractal)) {
            stranger.goesTo("/login");

            stranger.fillsIn("", "");

            assertThat(stranger.page().locator("#email-error")).isVisible();
            assertThat(stranger.page().locator("#password-error")).isVisible();
            assertThat(stranger.page().locator("#email")).hasAttribute("aria-invalid", "true");
            assertThat(stranger.page().locator("#email")).isFocused();
        }
    }

    @Test
    void one_comes_back_to_where_one_wanted_to_go() {
        try (Person agent = Person.atADesk(browser, fractal)) {
            agent.goesTo("/unassigned");
            assertThat(agent.page().locator("#email")).isVisible();

            agent.fillsIn(RunningFractal.ADMIN_EMAIL, RunningFractal.ADMIN_PASSWORD);

            agent.page().waitForURL(url -> url.contains("/unassigned"));
        }
    }

    @Test
    void the_browsers_language_is_the_pages_language() {
        try (Person german = Person.with(browser, fractal, Person.desk().setLocale("de-DE"))) {
            german.goesTo("/login");

            assertThat(german.page().locator("html")).hasAttribute("lang", "de");
            assertTrue(german.page().locator("body").innerText().contains("Anmelden"));
        }
    }

    @Test
    void nobody_is_offered_to_sign_up_where_it_takes_an_invitation() {
        try (Person stranger = Person.atADesk(browser, fractal)) {
            stranger.goesTo("/login");
            assertThat(stranger.page().locator("a[href='/signup']")).hasCount(0);

            stranger.goesTo("/signup");
            assertThat(stranger.page().locator("h1")).hasText("By invitation only");
            assertThat(stranger.page().locator("form")).hasCount(0);
        }
    }

    @Test
    void signing_out_leads_back_to_the_sign_in() {
        try (Person agent = Person.atADesk(browser, fractal)) {
            agent.signsIn();
            agent.page().locator("[popovertarget=user-menu]").click();
            agent.page().locator("[data-sign-out]").click();

            agent.page().waitForURL(url -> url.contains("/login"));
            agent.goesTo("/");
            assertThat(agent.page().locator("#email")).isVisible();
        }
    }
}
