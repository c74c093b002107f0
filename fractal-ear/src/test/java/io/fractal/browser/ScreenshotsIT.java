package io.fractal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import io.fractal.product.TwilioWebhooks;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Takes the pictures of {@code docs/images} into {@code target/screenshots}, and fails when what they are to show is not there. Alone:
 * {@code ./mvnw verify -Dit.test=ScreenshotsIT -Dsurefire.failIfNoSpecifiedTests=false -Dtest=none}.
 */
@ExtendWith(BrowserExtension.class)
class ScreenshotsIT {

    /** A person of the demo data with a long WhatsApp thread. */
    private static final String SOMEBODY = "Marlene Vogt";

    private static final String NUMBER = "+491713920001";

    /** One of its own, as a newcomer sees it: other tests leave their messages in the shared one. */
    private static RunningFractal fractal;

    private final Browser browser;

    ScreenshotsIT(Browser browser) {
        this.browser = browser;
    }

    @BeforeAll
    static void start() {
        fractal = RunningFractal.start(FractalExtension.newHome("screenshots"), Map.of());
    }

    @AfterAll
    static void stop() {
        if (fractal != null) {
            fractal.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"en-GB,LIGHT", "en-GB,DARK", "de-DE,LIGHT", "de-DE,DARK"})
    void the_inbox_at_a_desk(String locale, ColorScheme scheme) {
        try (Person person =
                Person.with(browser, fractal, Person.desk().setLocale(locale).setColorScheme(scheme))) {
            InboxView inbox = person.signsIn();
            inbox.opens(SOMEBODY);
            assertThat(inbox.page().locator("#messages li.message").first()).isVisible();

            person.photographs("inbox-" + suffix(locale, scheme));
        }
    }

    @ParameterizedTest
    @CsvSource({"en-GB,LIGHT", "en-GB,DARK", "de-DE,LIGHT", "de-DE,DARK"})
    void the_inbox_on_a_phone(String locale, ColorScheme scheme) {
        String suffix = suffix(locale, scheme);
        try (Person person = Person.with(
                browser,
                fractal,
                Person.desk()
                        .setLocale(locale)
                        .setColorScheme(scheme)
                        .setViewportSize(390, 844)
                        .setDeviceScaleFactor(2))) {
            InboxView inbox = person.signsIn();
            person.photographs("phone-list-" + suffix);
            inbox.opens(SOMEBODY);
            assertThat(inbox.page().locator("#messages li.message").first()).isVisible();
            person.photographs("phone-chat-" + suffix);
            inbox.page().locator("#messages li.message.out button.meta").last().click();
            assertThat(inbox.drawer().locator(".timeline").first()).isVisible();
            person.photographs("phone-drawer-" + suffix);
        }
    }

    @Test
    void the_sign_in() {
        try (Person person = Person.atADesk(browser, fractal)) {
            person.goesTo("/login");
            assertThat(person.page().locator("#email")).isVisible();
            person.photographs("login");
        }
    }

    @ParameterizedTest
    @CsvSource({"en-GB,LIGHT", "en-GB,DARK", "de-DE,LIGHT", "de-DE,DARK"})
    void a_messages_details(String locale, ColorScheme scheme) {
        try (Person person =
                Person.with(browser, fractal, Person.desk().setLocale(locale).setColorScheme(scheme))) {
            InboxView inbox = person.signsIn();
            inbox.opens(SOMEBODY);
            inbox.page().locator("#messages li.message.out button.meta").last().click();
            assertThat(inbox.drawer().locator(".timeline").first()).isVisible();
            person.photographs("drawer-" + suffix(locale, scheme));
        }
    }

    @ParameterizedTest
    @CsvSource({"en-GB,LIGHT", "de-DE,DARK"})
    void what_failed_and_who_opted_out(String locale, ColorScheme scheme) {
        JsonNode failed = fractal.api().write("SMS", "+15005550001", "Ihr Paket kommt heute.");
        fractal.api().awaitStatus(failed.path("id").asText(), "FAILED");
        String number = Handset.newNumber();
        fractal.sandbox().writeSms(number, "Wann kommt mein Paket?");
        fractal.sandbox().writeSms(number, "STOPP");
        String stopped =
                fractal.api().awaitMessageWith("STOPP").path("conversationId").asText();
        try (Person person =
                Person.with(browser, fractal, Person.desk().setLocale(locale).setColorScheme(scheme))) {
            InboxView inbox = person.signsIn();
            person.goesTo("/?c=" + failed.path("conversationId").asText());
            inbox.mark("Ihr Paket").click();
            assertThat(inbox.drawer().locator(".error-card")).isVisible();
            person.photographs("failed-" + suffix(locale, scheme));
            person.goesTo("/?c=" + stopped);
            assertThat(inbox.page().locator("#messages li.consent")).isVisible();
            person.photographs("opted-out-" + suffix(locale, scheme));
        }
        try (Person person = Person.with(
                browser,
                fractal,
                Person.desk().setLocale(locale).setColorScheme(scheme).setViewportSize(390, 844))) {
            InboxView inbox = person.signsIn();
            person.goesTo("/?c=" + stopped);
            assertThat(inbox.page().locator("#messages li.consent")).isVisible();
            person.photographs("phone-opted-out-" + suffix(locale, scheme));
        }
    }

    private static String suffix(String locale, ColorScheme scheme) {
        return locale.substring(0, 2) + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Test
    void the_sandboxs_phone_and_the_unassigned_messages() {
        try (Person person = Person.atADesk(browser, fractal)) {
            String question = "Passt Freitag um 10 Uhr auch?";
            String answer = "Ja, Freitag um 10 Uhr passt. Wir freuen uns!";
            fractal.sandbox().writeWhatsApp(NUMBER, question, SOMEBODY);
            fractal.api()
                    .reply(
                            fractal.api()
                                    .awaitMessageWith(question)
                                    .path("conversationId")
                                    .asText(),
                            answer);
            PhoneView phone = PhoneView.open(person);
            phone.picks(NUMBER, "WHATSAPP");
            assertThat(phone.bubble(answer)).isVisible();
            person.photographs("sandbox-phone");
            person.signsIn();
            fractal.twilio()
                    .post(
                            TwilioWebhooks.INCOMING,
                            fractal.twilio()
                                    .sms("+491713920011", "+4922145559000", "Hallo, erreiche ich hier die Werkstatt?"))
                    .expect(200);
            person.goesTo("/unassigned");
            assertThat(person.page().getByText("Werkstatt").first()).isVisible();
            person.photographs("unassigned");
        }
    }
}
