package io.fractal.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/**
 * The sandbox's phone page as a person sees it.
 *
 * @param page where it is open
 */
record PhoneView(Page page) {

    /** Opens the page. */
    static PhoneView open(Person person) {
        person.goesTo("/sandbox/phone");
        return new PhoneView(person.page());
    }

    /** Types a number of one's own and chooses the channel to write on. */
    void picks(String number, String channel) {
        page.locator("#number").fill(number);
        page.locator("#number").press("Enter");
        page.locator("#switch [data-channel='" + channel + "']").click();
    }

    /** Types a text. */
    void types(String text) {
        page.locator("#text").fill(text);
    }

    /** Sends what was typed. */
    void sends() {
        page.locator("#composer .send").click();
    }

    /** All of it in one go. */
    void writesAs(String number, String channel, String text) {
        picks(number, channel);
        types(text);
        sends();
    }

    /** The bubble with a text. */
    Locator bubble(String text) {
        return page.locator("#bubbles li").filter(new Locator.FilterOptions().setHasText(text));
    }
}
