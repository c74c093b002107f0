package io.fractal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who no longer wants to be written to is seen before anyone writes. */
@ExtendWith({FractalExtension.class, BrowserExtension.class})
class ConsentIT {

    private final Browser browser;
    private final RunningFractal fractal;
    private final String number = Handset.newNumber();
    private final String question = Handset.text("Do you deliver to Graz?");
    private JsonNode message;

    ConsentIT(Browser browser, RunningFractal fractal) {
        this.browser = browser;
        this.fractal = fractal;
    }

    @BeforeEach
    void somebodyHasWritten() {
        fractal.sandbox().writeSms(number, question);
        message = fractal.api().awaitMessageWith(question);
    }

    @Test
    void an_opt_out_and_an_opt_in_are_seen_as_they_come_in_and_shut_and_open_the_composer() {
        try (Person agent = Person.with(browser, fractal, Person.desk().setLocale("de-DE"))) {
            InboxView inbox = opened(agent);
            assertThat(inbox.composer()).isVisible();
            inbox.composer().fill("Ein Entwurf");

            fractal.sandbox().writeSms(number, "Stopp");

            Locator line = inbox.page().locator("#messages li.consent");
            assertThat(line).hasCount(1);
            assertThat(line).containsText("hat SMS mit „Stopp“ abbestellt");
            assertThat(inbox.composer()).isHidden();
            assertThat(note(inbox)).containsText("Diese Person hat Nachrichten per SMS abbestellt");

            fractal.sandbox().writeSms(number, "START");

            assertThat(line).hasCount(2);
            assertThat(line.last()).containsText("hat SMS mit „START“ wieder erlaubt");
            assertThat(inbox.composer()).isVisible();
            assertThat(inbox.composer()).hasValue("Ein Entwurf");
            assertThat(note(inbox)).isHidden();
        }
    }

    @Test
    void an_opt_out_of_before_stands_in_the_thread_and_in_place_of_the_text_field() {
        fractal.sandbox().writeSms(number, "STOP");
        fractal.client()
                .post(consents(), FractalClient.object("channelType", "SMS", "state", "GRANTED"))
                .expect(200);
        fractal.signedIn()
                .post(consents(), FractalClient.object("channelType", "SMS", "state", "REVOKED"))
                .expect(200);
        try (Person agent = Person.atADesk(browser, fractal)) {
            InboxView inbox = opened(agent);

            Locator line = inbox.page().locator("#messages li.consent");
            assertThat(line).hasCount(3);
            assertThat(line.nth(0)).containsText("opted out of SMS by writing “STOP”");
            assertThat(line.nth(1)).containsText("noted over the API");
            assertThat(line.nth(2)).containsText("wants no more messages on SMS");
            assertThat(inbox.composer()).isHidden();
            assertThat(note(inbox)).containsText("This person has opted out of messages on SMS");
        }
    }

    @Test
    void another_channel_is_offered_where_the_chosen_one_is_not_wanted() {
        fractal.sandbox().writeWhatsApp(number, Handset.text("And by WhatsApp?"), "Greta");
        fractal.sandbox().writeSms(number, "STOP");
        try (Person agent = Person.atADesk(browser, fractal)) {
            InboxView inbox = opened(agent);
            assertThat(inbox.composer()).isHidden();

            note(inbox).locator("button").click();

            assertThat(inbox.composer()).isVisible();
            assertThat(inbox.composer()).hasAttribute("placeholder", "Reply on WhatsApp");
            assertThat(note(inbox)).isHidden();
        }
    }

    private InboxView opened(Person agent) {
        InboxView inbox = agent.signsIn();
        agent.goesTo("/?c=" + message.path("conversationId").asText());
        assertThat(inbox.bubble(question)).isVisible();
        return inbox;
    }

    private String consents() {
        return "/api/contacts/" + message.path("contactId").asText() + "/consents";
    }

    private static Locator note(InboxView inbox) {
        return inbox.page().locator("#composer [data-part='note']");
    }
}
