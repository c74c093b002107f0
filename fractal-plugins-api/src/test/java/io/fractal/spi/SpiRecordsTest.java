package io.fractal.spi;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpiRecordsTest {

    @Test
    void anOutboundMessageNeedsASenderOrASenderPool() {
        assertThrows(IllegalArgumentException.class, () -> outbound(Optional.empty(), Optional.empty()));
        assertDoesNotThrow(() -> outbound(Optional.of("+15005550006"), Optional.empty()));
        assertDoesNotThrow(() -> outbound(Optional.empty(), Optional.of("MG1")));
    }

    @Test
    void messagesAndAccountsKeepTextsAndSecretsOutOfLogs() {
        InboundMessage inbound = new InboundMessage(
                "SM1",
                ChannelType.SMS,
                "+491",
                "+492",
                Optional.empty(),
                "private",
                List.of(),
                Map.of("Body", "private"));

        assertFalse(inbound.toString().contains("private"));
        assertFalse(outbound(Optional.of("+491"), Optional.empty()).toString().contains("private"));
        assertFalse(new ProviderAccount("AC1", Map.of("authToken", "private"))
                .toString()
                .contains("private"));
    }

    @Test
    void textsFromOutsideHoldNothingThatDatabasesRefuse() {
        InboundMessage message = new InboundMessage(
                "SM1",
                ChannelType.SMS,
                "+491",
                "+492",
                Optional.of("A\u0000"),
                "half \uD83D, whole \uD83D\uDE42, none \u0000",
                List.of(new InboundMessage.Media("https://a.example/\u0000", "image/jpeg")),
                Map.of("Body", "\u0000", "B\uDE42", "b", "B\uFFFD", "kept"));

        assertEquals("half \uFFFD, whole \uD83D\uDE42, none \uFFFD", message.body());
        assertEquals(Optional.of("A\uFFFD"), message.profileName());
        assertEquals("https://a.example/\uFFFD", message.media().get(0).url());
        assertEquals(Set.of("Body", "B\uFFFD"), message.rawPayload().keySet());
        assertEquals("\uFFFD", message.rawPayload().get("Body"));
        assertEquals(
                "odd\uFFFD",
                new StatusReport("SM1", DeliveryStatus.SENT, "odd\u0000", Optional.empty(), Map.of()).providerStatus());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Twilio", "1st", "-x", "a_b", "a b"})
    void aPluginIdIsRefusedUnlessItIsLowerCaseLettersDigitsAndHyphens(String id) {
        assertThrows(IllegalArgumentException.class, () -> new PluginInfo(id, "Name", "1", PluginInfo.API_VERSION));
    }

    @Test
    void aTextAnswerStatesItsCharset() {
        WebhookResponse response = WebhookResponse.text(200, "text/plain", "ü");

        assertEquals("text/plain;charset=UTF-8", response.contentType());
        assertEquals(2, response.body().length);
    }

    @Test
    void aSendFailureCarriesItsKindAndTheProvidersWords() {
        ProviderFailedException failure = new ProviderFailedException(
                ErrorKind.REJECTED,
                "refused",
                Optional.of(new InboundEvent.ProviderError("21610", Optional.of("unsubscribed"))),
                Optional.empty(),
                null);

        assertEquals(ErrorKind.REJECTED, failure.kind());
        assertEquals("21610", failure.providerError().orElseThrow().code());
        assertTrue(failure.retryAfter().isEmpty());
    }

    @Test
    void aLookupFromAnOptionalIsFoundOrAbsent() {
        SendReceipt receipt =
                new SendReceipt("SM1", DeliveryStatus.SENT, "sent", Optional.empty(), Optional.empty(), Map.of());

        assertInstanceOf(ChannelAdapter.Lookup.Found.class, ChannelAdapter.Lookup.of(Optional.of(receipt)));
        assertInstanceOf(ChannelAdapter.Lookup.Absent.class, ChannelAdapter.Lookup.of(Optional.empty()));
    }

    @Test
    void whatIsChosenOrSentWithoutATextIsPutIntoWords() {
        var chosen = new InboundContext.Interaction(InboundContext.InteractionKind.BUTTON, "yes", "Yes, please");
        var place =
                new InboundContext.Location(52.5, 13.25, Optional.of("Alexanderplatz 1"), Optional.of("Fernsehturm"));

        assertEquals(
                "Yes, please",
                inbound("", Optional.of(chosen), Optional.empty()).readableBody());
        assertEquals("Hi", inbound("Hi", Optional.of(chosen), Optional.empty()).readableBody());
        assertEquals(
                "Fernsehturm, Alexanderplatz 1, 52.5, 13.25",
                inbound(" ", Optional.empty(), Optional.of(place)).readableBody());
        assertEquals("", inbound("", Optional.empty(), Optional.empty()).readableBody());
    }

    private static InboundMessage inbound(
            String body, Optional<InboundContext.Interaction> chosen, Optional<InboundContext.Location> place) {
        var context = new InboundContext(Optional.empty(), chosen, place, Optional.empty(), Optional.empty(), Set.of());
        return new InboundMessage(
                "SM1", ChannelType.WHATSAPP, "1", "2", Optional.empty(), body, List.of(), context, Map.of());
    }

    private static OutboundMessage outbound(Optional<String> from, Optional<String> pool) {
        return new OutboundMessage("1", ChannelType.SMS, from, pool, "+49", "private", List.of(), "http://x/status");
    }
}
