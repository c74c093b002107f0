package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fractal.product.Answer;
import io.fractal.product.FractalApi;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import io.fractal.product.TwilioSignature;
import io.fractal.product.TwilioWebhooks;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every address that Twilio may have been told to call, in every way in which it calls. */
@ExtendWith(FractalExtension.class)
class ProviderDoorsIT {

    private final RunningFractal fractal;
    private final FractalApi api;
    private final TwilioWebhooks twilio;
    private final String from = Handset.newNumber();
    private final String text = Handset.text("Does this door lead in?");

    ProviderDoorsIT(RunningFractal fractal) {
        this.fractal = fractal;
        this.api = fractal.api();
        this.twilio = fractal.twilio();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks/twilio/incoming",
                "/webhooks/twilio/status",
                "/api/webhooks/twilio",
                "/webhooks/twilio/sms/status",
                "/webhooks/twilio/whatsapp/status",
                "/webhooks/twilio/incoming?workspace=1&x=%C3%A4"
            })
    void messages_and_reports_come_in_by_every_door_when_signed_for_it(String door) {
        Map<String, String> message = sms();
        Answer answer = twilio.post(door, message).expect(200);
        assertTrue(answer.text().contains("<Response"), answer::toString);
        assertEquals(1, api.messagesWith(text).size());

        JsonNode sent = api.write("SMS", Handset.newNumber(), text);
        JsonNode taken = api.awaitStatus(sent.path("id").asText(), "DELIVERED");
        twilio.post(door, twilio.status(taken.path("twilioSid").asText(), "read"))
                .expect(204);
        assertEquals(
                "READ", api.message(sent.path("id").asText()).path("status").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks/twilio/incoming",
                "/api/webhooks/twilio",
                "/webhooks/twilio/sms/status",
                "/webhooks/twilio/whatsapp/status"
            })
    void no_door_opens_without_a_signature_over_its_own_address(String door) {
        Map<String, String> message = sms();
        String elsewhere = TwilioSignature.of(
                fractal.account().authToken(), fractal.baseUrl() + "/webhooks/twilio/elsewhere", message);

        assertAll(
                () -> twilio.postUnsigned(door, message).expect(403),
                () -> twilio.postSigned(door, message, elsewhere).expect(403));
        assertTrue(api.messagesWith(text).isEmpty());
    }

    @Test
    void beside_the_door_below_api_nothing_opens() {
        FractalClient anonymous = fractal.anonymous();

        assertAll(
                () -> anonymous.postForm("/api/webhooks/twilio/incoming", sms()).expect(401),
                () -> anonymous.postForm("/api/webhooks/sendgrid", sms()).expect(401),
                () -> anonymous.postForm("/api/webhooks", sms()).expect(401),
                () -> anonymous.get("/api/messages").expect(401));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/twilio/incoming", "/api/webhooks/twilio"})
    void twilio_may_be_told_to_use_get(String door) {
        String query = sms().entrySet().stream()
                .map(entry -> FractalClient.encode(entry.getKey()) + "=" + FractalClient.encode(entry.getValue()))
                .collect(Collectors.joining("&"));

        fractal.anonymous()
                .with("X-Twilio-Signature", signature(door + "?" + query, Map.of()))
                .get(door + "?" + query)
                .expect(200);

        assertEquals(1, api.messagesWith(text).size());
    }

    @Test
    void connection_overrides_behind_the_hash_are_no_part_of_the_signed_address() {
        Map<String, String> message = sms();

        // the fragment stays with Twilio, and Twilio signs without it
        fractal.anonymous()
                .with("X-Twilio-Signature", signature(TwilioWebhooks.INCOMING, message))
                .postForm(TwilioWebhooks.INCOMING + "#rc=3&rp=all", message)
                .expect(200);

        assertEquals(1, api.messagesWith(text).size());
    }

    @Test
    void a_json_body_is_signed_by_its_hash() throws Exception {
        Map<String, String> message = sms();
        byte[] body = FractalClient.object(message.entrySet().stream()
                        .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                        .toArray())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        String path = TwilioWebhooks.INCOMING + "?bodySHA256="
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        FractalClient signed = fractal.anonymous().with("X-Twilio-Signature", signature(path, Map.of()));

        signed.send("POST", path, "application/json", "{}".getBytes(StandardCharsets.UTF_8))
                .expect(403);
        signed.send("POST", path, "application/json", body).expect(200);

        assertEquals(1, api.messagesWith(text).size());
    }

    @Test
    void events_of_conversations_and_clicks_on_links_are_answered_and_change_nothing() {
        Map<String, String> added = new LinkedHashMap<>(
                Map.of("EventType", "onMessageAdded", "ConversationSid", "CH1", "MessageSid", "IM1", "Body", text));
        Map<String, String> delivered = new LinkedHashMap<>(Map.of(
                "EventType", "onDeliveryUpdated", "ConversationSid", "CH1", "MessageSid", "IM1", "Status", "read"));
        Map<String, String> click = new LinkedHashMap<>(Map.of(
                "event_type",
                "click",
                "sms_sid",
                "SM1",
                "account_sid",
                fractal.account().sid()));
        added.put("AccountSid", fractal.account().sid());
        delivered.put("AccountSid", fractal.account().sid());
        long before = api.storedMessages();

        assertAll(
                () -> twilio.post(TwilioWebhooks.INCOMING, added).expect(204),
                () -> twilio.post(TwilioWebhooks.STATUS, delivered).expect(204),
                () -> twilio.post(TwilioWebhooks.STATUS, click).expect(204));
        assertEquals(before, api.storedMessages());
        assertTrue(api.messagesWith(text).isEmpty());
    }

    /** Pain 1: senders in a pool send the pool along, and looking up only that loses messages. */
    @Test
    void a_message_to_a_number_in_a_pool_that_fractal_does_not_know_is_found_by_its_account() {
        Map<String, String> message = sms();
        message.put("MessagingServiceSid", "MG" + "f".repeat(32));

        twilio.post(TwilioWebhooks.INCOMING, message).expect(200);

        assertEquals(1, api.messagesWith(text).size());
    }

    @Test
    void what_comes_beside_the_text_is_shown_with_the_message() {
        twilio.post(TwilioWebhooks.INCOMING, sms()).expect(200);
        JsonNode asked = api.messagesWith(text).get(0);
        Map<String, String> answer = twilio.whatsApp(from, fractal.account().whatsAppNumber(), "", "Zoë");
        answer.put("MessageType", "button");
        answer.put("ButtonText", text + " Yes");
        answer.put("ButtonPayload", "yes-1");
        answer.put("OriginalRepliedMessageSid", asked.path("twilioSid").asText());
        answer.put("Latitude", "52.520008");
        answer.put("Longitude", "13.404954");
        answer.put("Label", "Fernsehturm");

        twilio.post(TwilioWebhooks.INCOMING, answer).expect(200);

        JsonNode message = api.messagesWith(text + " Yes").get(0);
        JsonNode context = message.path("context");
        assertAll(
                () -> assertEquals(
                        asked.path("id").asText(),
                        message.path("replyToMessageId").asText()),
                () -> assertEquals(
                        asked.path("twilioSid").asText(),
                        context.path("repliedTo").asText()),
                () -> assertEquals("BUTTON", context.at("/interaction/kind").asText()),
                () -> assertEquals("yes-1", context.at("/interaction/id").asText()),
                () -> assertEquals(52.520008, context.at("/location/latitude").asDouble()),
                () -> assertEquals("Fernsehturm", context.at("/location/label").asText()),
                () -> assertTrue(context.path("referral").isNull()),
                () -> assertTrue(asked.path("context").isNull()),
                () -> assertTrue(asked.path("replyToMessageId").isNull()));
    }

    /** Pain 9: the number of an error tells nobody what to do. */
    @Test
    void the_closed_window_of_whatsapp_is_explained_with_the_way_out() {
        JsonNode sent = api.write("SMS", Handset.newNumber(), text);
        String id = sent.path("id").asText();
        String sid = api.awaitStatus(id, "DELIVERED").path("twilioSid").asText();
        Map<String, String> report = twilio.status(sid, "undelivered");
        report.put("ErrorCode", "63016");

        twilio.post(TwilioWebhooks.STATUS, report).expect(204);

        JsonNode message = api.message(id);
        assertEquals("63016", message.path("errorCode").asText());
        assertTrue(message.path("errorMessage").asText().contains("template"), message::toString);
        assertFalse(message.path("status").asText().equals("UNDELIVERED"), "it had arrived already");
    }

    private Map<String, String> sms() {
        return twilio.sms(from, fractal.account().smsNumber(), text);
    }

    private String signature(String path, Map<String, String> parameters) {
        return TwilioSignature.of(fractal.account().authToken(), fractal.baseUrl() + path, parameters);
    }
}
