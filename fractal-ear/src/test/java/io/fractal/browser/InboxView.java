package io.fractal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/**
 * The inbox as a person sees it.
 *
 * @param page where it is open
 */
record InboxView(Page page) {

    /** The rows of the list that exist at the moment; the list keeps only those near to what is visible. */
    Locator rows() {
        return page.locator("#rows a.row");
    }

    /** The row that shows a text, in its name or preview. */
    Locator row(String text) {
        return rows().filter(new Locator.FilterOptions().setHasText(text));
    }

    /** Opens the conversation whose row shows a text. */
    void opens(String text) {
        row(text).first().click();
        assertThat(page.locator("#messages li.message").first()).isVisible();
        assertThat(composer()).isVisible();
    }

    /** The bubble with a text. */
    Locator bubble(String text) {
        return page.locator("#messages li.message").filter(new Locator.FilterOptions().setHasText(text));
    }

    /** The mark in a bubble's corner; its name says the status, a click opens the details. */
    Locator mark(String text) {
        return bubble(text).last().locator("button.meta");
    }

    /** Where replies are written. */
    Locator composer() {
        return page.locator("#composer textarea");
    }

    /** Writes a reply and sends it as people do. */
    void replies(String text) {
        composer().fill(text);
        composer().press("Enter");
        assertThat(bubble(text)).isVisible();
    }

    /** The drawer with a message's details. */
    Locator drawer() {
        return page.locator("dialog#drawer");
    }
}
