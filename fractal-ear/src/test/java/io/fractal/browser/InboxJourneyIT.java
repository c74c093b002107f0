package io.fractal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a newcomer does in the first five minutes, with two browser windows: the inbox and a phone. */
@ExtendWith({BrowserExtension.class, FractalExtension.class})
class InboxJourneyIT {

    /** Far more than the figure that is published: a test judges whether, a benchmark how fast. */
    private static final Duration GENEROUS = Duration.ofSeconds(20);

    private final Browser browser;
    private final RunningFractal fractal;
    private final String number = Handset.newNumber();
    private final String question = Handset.text("Where is my order?");
    private final String answer = Handset.text("It arrives today.");

    InboxJourneyIT(Browser browser, RunningFractal fractal) {
        this.browser = browser;
        this.fractal = fractal;
    }

    @Test
    void the_inbox_looks_lived_in_after_the_first_sign_in() {
        try (Person newcomer = Person.atADesk(browser, fractal)) {
            InboxView inbox = newcomer.signsIn();

            int conversations = Integer.parseInt(
                    inbox.page().locator("#rows li[aria-setsize]").first().getAttribute("aria-setsize"));
            assertTrue(conversations >= 25, () -> conversations + " conversations");
            assertTrue(inbox.page().locator("#rows .count-badge").count() >= 2, "nothing is unread");
            assertThat(inbox.page().locator("a.sandbox-chip")).isVisible();
            inbox.rows().nth(2).click();
            assertThat(inbox.page().locator("#messages li.message").first()).isVisible();
            assertThat(inbox.composer()).isVisible();
        }
    }

    @Test
    void an_sms_written_on_the_phone_stands_in_the_inbox_within_a_second(TestReporter reporter) {
        arrivesWithinASecond("SMS", reporter);
    }

    @Test
    void a_whatsapp_message_written_on_the_phone_stands_in_the_inbox_within_a_second(TestReporter reporter) {
        arrivesWithinASecond("WHATSAPP", reporter);
    }

    @Test
    void a_reply_arrives_on_the_phone_and_its_ticks_climb_to_read() {
        try (Person agent = Person.atADesk(browser, fractal);
                Person customer = Person.withAPhone(browser, fractal)) {
            InboxView inbox = agent.signsIn();
            PhoneView phone = PhoneView.open(customer);
            phone.writesAs(number, "WHATSAPP", question);
            assertThat(inbox.row(question)).isVisible();
            inbox.opens(question);

            inbox.replies(answer);

            assertThat(phone.bubble(answer)).isVisible();
            assertThat(inbox.mark(answer)).hasAccessibleName(Pattern.compile("\\bRead\\b"), patient());
            assertThat(inbox.mark(answer).locator(".tick-read")).isVisible();
            assertThat(phone.bubble(answer)).hasCount(1);
            assertThat(inbox.bubble(answer)).hasCount(1);
        }
    }

    @Test
    void a_click_on_the_message_opens_a_drawer_with_everything_about_it() {
        String conversation = fractal.api()
                .write("SMS", number, answer)
                .path("conversationId")
                .asText();
        String sid = io.fractal.product.Deadline.await(
                        "delivered",
                        () -> fractal.api().messagesWith(answer).get(0),
                        m -> "DELIVERED".equals(m.path("status").asText()))
                .path("twilioSid")
                .asText();
        try (Person agent = Person.atADesk(browser, fractal)) {
            InboxView inbox = agent.signsIn();
            agent.goesTo("/?c=" + conversation);
            inbox.mark(answer).click();

            assertThat(inbox.drawer()).isVisible();
            assertThat(inbox.drawer()).containsText(sid);
            assertThat(inbox.drawer().locator(".status-line")).containsText("Delivered");
            assertTrue(inbox.drawer().locator(".timeline li").count() >= 3, "too short a history");
            inbox.drawer()
                    .getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions()
                                    .setName(Pattern.compile("raw|provider", Pattern.CASE_INSENSITIVE)))
                    .first()
                    .click();
            assertThat(inbox.drawer().locator("pre").first()).containsText("MessageStatus");
            inbox.page().keyboard().press("Escape");
            assertThat(inbox.drawer()).isHidden();
        }
    }

    @Test
    void everything_can_be_done_with_the_keyboard_alone() {
        fractal.sandbox().writeSms(number, question);
        fractal.api().awaitMessageWith(question);
        try (Person agent = Person.atADesk(browser, fractal)) {
            InboxView inbox = agent.signsIn();
            var keys = inbox.page().keyboard();
            keys.press("/");
            keys.type(question);
            assertThat(inbox.rows()).hasCount(1);
            keys.press("Escape");
            keys.press("Escape");
            keys.press("j");
            inbox.row(question).first().focus();
            keys.press("Enter");
            assertThat(inbox.bubble(question)).isVisible();
            keys.press("r");
            assertThat(inbox.composer()).isFocused();
            keys.type(answer);
            keys.press("Shift+Enter");
            keys.type("Second line");
            keys.press("Enter");
            assertThat(inbox.bubble(answer)).containsText("Second line");
            keys.press("Escape");
            keys.press("?");
            assertThat(inbox.page().locator("dialog#shortcuts")).isVisible();
            keys.press("Escape");
            assertThat(inbox.page().locator("dialog#shortcuts")).isHidden();
        }
    }

    @Test
    void what_is_typed_while_a_conversation_is_still_loading_is_not_lost() {
        fractal.sandbox().writeSms(number, question);
        fractal.api().awaitMessageWith(question);
        try (Person agent = Person.atADesk(browser, fractal)) {
            InboxView inbox = agent.signsIn();
            List<Route> waiting = new ArrayList<>();
            agent.page().route(url -> url.contains("/api/conversations/"), waiting::add);

            inbox.row(question).click();
            inbox.composer().fill(answer);
            assertTrue(waiting.size() > 0, "the conversation is there already");
            waiting.forEach(Route::resume);

            assertThat(inbox.bubble(question)).isVisible();
            assertThat(inbox.composer()).hasValue(answer);
        }
    }

    @Test
    void on_a_phone_the_list_leads_to_the_conversation_and_back() {
        fractal.sandbox().writeSms(number, question);
        fractal.api().awaitMessageWith(question);
        try (Person agent = Person.withAPhone(browser, fractal)) {
            InboxView inbox = agent.signsIn();
            assertThat(inbox.composer()).isHidden();

            inbox.row(question).tap();

            assertThat(inbox.bubble(question)).isVisible();
            assertThat(inbox.rows().first()).isHidden();
            inbox.replies(answer);
            inbox.page().locator("#back").tap();
            assertThat(inbox.rows().first()).isVisible();
            assertThat(inbox.row(answer)).isVisible();
            assertTrue(
                    (Boolean) inbox.page().evaluate("document.documentElement.scrollWidth <= innerWidth"),
                    "the page is wider than the phone");
        }
    }

    @Test
    void a_message_to_an_unknown_number_is_seen_and_taken_in() {
        String unknown = Handset.newNumber();
        fractal.twilio()
                .post(
                        io.fractal.product.TwilioWebhooks.INCOMING,
                        fractal.twilio().sms(number, unknown, question))
                .expect(200);
        try (Person agent = Person.atADesk(browser, fractal)) {
            InboxView inbox = agent.signsIn();
            agent.goesTo("/unassigned");
            assertThat(agent.page().getByText(question).first()).isVisible();

            agent.page().locator("[data-adopt='" + unknown + "']").first().click();

            assertThat(agent.page().getByText(question)).hasCount(0);
            agent.goesTo("/");
            assertThat(inbox.row(question)).isVisible();
        }
    }

    private void arrivesWithinASecond(String channel, TestReporter reporter) {
        try (Person agent = Person.atADesk(browser, fractal);
                Person customer = Person.withAPhone(browser, fractal)) {
            InboxView inbox = agent.signsIn();
            PhoneView phone = PhoneView.open(customer);
            phone.picks(number, channel);
            phone.types(question);
            Instant sent = Instant.now();
            phone.sends();
            assertThat(inbox.row(question)).isVisible();
            Duration took = Duration.between(sent, Instant.now());
            reporter.publishEntry("from the click on the phone to the row in the inbox, ms", took.toMillis() + "");
            assertTrue(took.compareTo(GENEROUS) < 0, () -> "took " + took);
            assertThat(inbox.row(question).locator(".count-badge")).isVisible();
            assertThat(phone.bubble(question)).isVisible();
        }
    }

    private static LocatorAssertions.HasAccessibleNameOptions patient() {
        return new LocatorAssertions.HasAccessibleNameOptions().setTimeout(20_000);
    }
}
