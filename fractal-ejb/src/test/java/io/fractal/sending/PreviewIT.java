package io.fractal.sending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.InvalidRequestException;
import io.fractal.outbox.OutboxResult;
import io.fractal.sending.Preview.Block;
import io.fractal.sending.Preview.EstimatedPrice;
import io.fractal.sending.Preview.Waiting;
import io.fractal.sending.QuietHours.Scope;
import io.fractal.sending.SegmentCount.Encoding;
import io.fractal.spi.SendReceipt;
import io.fractal.spi.SendReceipt.Price;
import io.fractal.spi.TemplateApproval;
import io.fractal.templates.TemplateSync;
import io.fractal.testing.FakeProvider;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PreviewIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String HX = "HX00000000000000000000000000000001";

    private MessagingWorld world;

    @BeforeEach
    void world() {
        world = new MessagingWorld(DATABASE);
    }

    @Test
    void aPreviewSaysWhatWouldBecomeOfAMessageAndWritesNothing() {
        Preview preview = preview("0171 392 0001", "SMS", "Grüße — bis morgen");

        assertEquals(MessagingWorld.PERSON, preview.to());
        assertEquals(MessagingWorld.SMS_SENDER, preview.route().orElseThrow().from());
        assertEquals(Optional.of(new SegmentCount(Encoding.UCS2, 1, 18)), preview.count());
        assertEquals(List.of(), preview.blockedBy());
        assertEquals(Optional.empty(), preview.price(), "nothing like it has been paid for");
        assertEquals(0, world.count("select count(*) as n from contact"));
        assertEquals(0, world.count("select count(*) as n from event"));
    }

    @Test
    void thePriceIsEstimatedFromWhatMessagesToThatCountryHaveCost() {
        paid("+491713920011", "-0.08");
        paid("+491713920012", "-0.10");
        paid("+33612345678", "-0.50");

        Preview preview = preview(MessagingWorld.PERSON, "SMS", "x".repeat(161));

        assertEquals(Optional.of(new EstimatedPrice(new BigDecimal("-0.18"), "USD", 2)), preview.price());
    }

    @Test
    void allThatWouldKeepAMessageFromBeingSentIsSaidAtOnce() {
        world.sms("SM100", MessagingWorld.PERSON, "STOP");
        assertEquals(List.of("RECIPIENT_OPTED_OUT"), codes(preview(MessagingWorld.PERSON, "SMS", "Hallo")));
        assertEquals(
                List.of("NO_SENDER"), codes(preview(MessagingWorld.PERSON.replace("0001", "0009"), "RCS", "Hallo")));
        assertEquals(
                List.of("WHATSAPP_WINDOW_CLOSED"),
                codes(preview(MessagingWorld.PERSON.replace("0001", "0009"), "WHATSAPP", "Hallo")));
    }

    @Test
    void theWindowIsToldWithTheTimeAtWhichItCloses() {
        world.whatsapp("SM100", MessagingWorld.PERSON, "Marlene Vogt", "Hallo");

        Preview.Window window =
                preview(MessagingWorld.PERSON, "WHATSAPP", "Danke").window().orElseThrow();

        assertTrue(window.open());
        assertEquals(Optional.of(world.clock.instant().plus(Duration.ofHours(24))), window.closesAt());
    }

    @Test
    void quietHoursThatWouldHoldAMessageBackAreToldWithTheirEnd() {
        Instant end = Instant.parse("2026-11-20T11:00:00Z"); // noon in Germany, where the number is
        quiet(Scope.PROMOTIONAL);
        assertEquals(
                List.of(),
                preview(MessagingWorld.PERSON, "SMS", "Zu Ihrer Frage").waits());
        world.provider.templates.category = "MARKETING";
        world.provider.templates.text(HX, "sale", "Only today", TemplateApproval.Status.APPROVED);
        world.get(TemplateSync.class).sync(world.workspaceId);
        SendRequest marketing =
                SendRequest.of(Addressee.at(MessagingWorld.PERSON).on("SMS"), Content.template(HX, Map.of()));
        assertEquals(
                List.of(new Waiting("QUIET_HOURS", end)), preview(marketing).waits());

        quiet(Scope.ALL);
        assertEquals(
                List.of(new Waiting("QUIET_HOURS", end)),
                preview(MessagingWorld.PERSON, "SMS", "Zu Ihrer Frage").waits());
        SendRequest afterwards = SendRequest.of(
                        Addressee.at(MessagingWorld.PERSON).on("SMS"), Content.text("Zu Ihrer Frage"))
                .at(end);
        assertEquals(List.of(), preview(afterwards).waits());
        UUID sent = world.send(MessagingWorld.PERSON, "Zu Ihrer Frage");
        assertEquals(
                end,
                assertInstanceOf(OutboxResult.RetryAt.class, world.dispatch(sent))
                        .time(),
                "and so it is");
    }

    private void quiet(Scope scope) {
        world.decide(new SendingRules(
                Optional.of(new QuietHours(LocalTime.of(10, 0), LocalTime.of(12, 0), null, scope)), Map.of()));
    }

    @Test
    void whatIsWrongInItselfIsRefusedAsForSending() {
        assertThrows(InvalidRequestException.class, () -> preview("12", "SMS", "Hallo"));
        assertThrows(InvalidRequestException.class, () -> preview(MessagingWorld.PERSON, "SMS", " "));
    }

    private void paid(String to, String amount) {
        SendReceipt free = FakeProvider.receipt("SM" + to.substring(1));
        world.provider.onSend = message -> new SendReceipt(
                free.providerMessageId(),
                free.status(),
                free.providerStatus(),
                free.segments(),
                Optional.of(new Price(new BigDecimal(amount), "USD")),
                free.rawPayload());
        world.dispatch(world.send(to, "Hallo"));
    }

    private Preview preview(String to, String channel, String body) {
        return preview(SendRequest.of(Addressee.at(to).on(channel), Content.text(body)));
    }

    private Preview preview(SendRequest request) {
        return world.inTransaction(() -> world.get(Previews.class).of(world.workspaceId, request));
    }

    private static List<String> codes(Preview preview) {
        return preview.blockedBy().stream().map(Block::code).toList();
    }
}
