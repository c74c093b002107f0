package io.fractal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page, looked at by axe, in light and in dark. */
@ExtendWith({BrowserExtension.class, FractalExtension.class})
class AccessibilityIT {

    private final Browser browser;
    private final RunningFractal fractal;

    AccessibilityIT(Browser browser, RunningFractal fractal) {
        this.browser = browser;
        this.fractal = fractal;
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void the_sign_in_has_no_barrier(ColorScheme scheme) {
        try (Person person = person(scheme)) {
            person.goesTo("/login");
            person.fillsIn("", "");

            assertNoBarrier(person.page());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void the_inbox_with_an_open_conversation_has_no_barrier(ColorScheme scheme) {
        String number = Handset.newNumber();
        String text = Handset.text("Can you see this?");
        fractal.sandbox().writeWhatsApp(number, text, "Mara Klein");
        fractal.api().awaitMessageWith(text);
        try (Person person = person(scheme)) {
            InboxView inbox = person.signsIn();
            inbox.opens(text);
            inbox.replies(Handset.text("Yes, clearly."));

            assertNoBarrier(person.page());

            inbox.mark(text).click();
            assertThat(inbox.drawer()).isVisible();
            assertNoBarrier(person.page());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void the_inbox_on_a_phone_has_no_barrier(ColorScheme scheme) {
        try (Person person = Person.with(
                browser, fractal, Person.desk().setColorScheme(scheme).setViewportSize(390, 844))) {
            InboxView inbox = person.signsIn();
            assertNoBarrier(person.page());

            inbox.rows().nth(1).click();
            assertThat(inbox.composer()).isVisible();
            assertNoBarrier(person.page());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void the_unassigned_page_has_no_barrier(ColorScheme scheme) {
        fractal.twilio()
                .post(
                        io.fractal.product.TwilioWebhooks.INCOMING,
                        fractal.twilio().sms(Handset.newNumber(), Handset.newNumber(), Handset.text("Anyone?")))
                .expect(200);
        try (Person person = person(scheme)) {
            person.signsIn();
            person.goesTo("/unassigned");

            assertNoBarrier(person.page());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void the_sandboxs_phone_has_no_barrier(ColorScheme scheme) {
        try (Person person = person(scheme)) {
            PhoneView phone = PhoneView.open(person);
            phone.writesAs(Handset.newNumber(), "SMS", Handset.text("Hello from my phone."));

            assertNoBarrier(person.page());
        }
    }

    private Person person(ColorScheme scheme) {
        return Person.with(browser, fractal, Person.desk().setColorScheme(scheme));
    }

    private static void assertNoBarrier(Page page) {
        String violations = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .map(rule -> rule.getId() + " (" + rule.getImpact() + "): " + rule.getHelp() + " at "
                                + rule.getNodes().stream()
                                        .limit(5)
                                        .map(node -> node.getTarget() + " " + node.getHtml() + " "
                                                + node.getFailureSummary())
                                        .toList())
                        .collect(Collectors.joining("\n"));
        assertEquals("", violations);
    }
}
