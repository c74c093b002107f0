package io.fractal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import io.fractal.product.FractalExtension;
import io.fractal.product.RunningFractal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The interface's description, shown by Swagger UI within our own policy. */
@ExtendWith({BrowserExtension.class, FractalExtension.class})
class ApiDocsIT {

    private final Browser browser;
    private final RunningFractal fractal;

    ApiDocsIT(Browser browser, RunningFractal fractal) {
        this.browser = browser;
        this.fractal = fractal;
    }

    @Test
    void anybody_can_read_what_there_is() {
        try (Person stranger = Person.atADesk(browser, fractal)) {
            stranger.goesTo("/api/docs");

            assertThat(stranger.page().locator(".info h1")).containsText("Fractal API");
            assertThat(stranger.page().locator("#operations-Messages-postMessages"))
                    .isVisible();

            stranger.page().locator("#operations-Messages-getMessages").click();

            assertThat(stranger.page()
                            .locator("#operations-Messages-getMessages .parameters-container")
                            .first())
                    .containsText("cursor");
        }
    }
}
