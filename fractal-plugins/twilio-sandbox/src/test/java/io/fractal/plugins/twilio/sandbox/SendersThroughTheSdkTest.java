package io.fractal.plugins.twilio.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.twilio.exception.ApiException;
import com.twilio.http.HttpMethod;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.ShortCode;
import com.twilio.rest.messaging.v1.Service;
import com.twilio.rest.messaging.v1.TollfreeVerification;
import com.twilio.rest.messaging.v1.service.AlphaSender;
import com.twilio.rest.messaging.v1.service.ChannelSender;
import com.twilio.rest.messaging.v1.service.DestinationAlphaSender;
import com.twilio.rest.messaging.v1.service.PhoneNumber;
import com.twilio.rest.messaging.v2.ChannelsSender;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the account writes from, through Twilio's SDK. */
class SendersThroughTheSdkTest {

    private static final String TOLL_FREE = "+18885550142";
    private static final String RCS = "rcs:fractal_sandbox_agent";
    private static final String WHATSAPP = "whatsapp:" + SandboxServer.WHATSAPP_NUMBER;
    private static final String AMERICAN = "+12125550116";

    @TempDir
    private Path data;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T09:00:00Z"));
    private SandboxServer server;
    private TwilioRestClient client;
    private Control control;

    @BeforeEach
    void start() {
        server = new SandboxServer(data, clock);
        client = Sdk.client(server);
        control = new Control(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void numbersAreListedAndFoundByTheirNumber() {
        Set<String> numbers = list(IncomingPhoneNumber.reader(SandboxServer.ACCOUNT)
                        .pageSize(2)
                        .read(client))
                .stream()
                .map(number -> number.getPhoneNumber().toString())
                .collect(Collectors.toSet());

        assertEquals(Set.of(SandboxServer.SMS_NUMBER, SandboxServer.WHATSAPP_NUMBER, TOLL_FREE), numbers);
        IncomingPhoneNumber sms = number(SandboxServer.SMS_NUMBER);
        assertTrue(sms.getCapabilities().getSms());
        assertEquals(URI.create(server.url() + "/webhooks/twilio/incoming"), sms.getSmsUrl());
        assertEquals("toll-free", number(TOLL_FREE).getType());
    }

    @Test
    void aNumbersWebhookIsSetInOneCallAndMessagesGoThere() throws Exception {
        JsonNode dropped =
                control.post("/inbound", "{\"from\":\"" + AMERICAN + "\",\"to\":\"" + TOLL_FREE + "\",\"body\":\"x\"}");
        assertEquals(0, dropped.path("responses").size(), "nothing is configured");

        IncomingPhoneNumber updated = IncomingPhoneNumber.updater(
                        SandboxServer.ACCOUNT, number(TOLL_FREE).getSid())
                .setSmsUrl(URI.create(server.url() + "/webhooks/toll-free"))
                .setSmsMethod(HttpMethod.POST)
                .setFriendlyName("Hotline")
                .update(client);

        assertEquals("Hotline", updated.getFriendlyName());
        assertEquals("/webhooks/toll-free", number(TOLL_FREE).getSmsUrl().getPath());
        control.post("/inbound", "{\"from\":\"" + AMERICAN + "\",\"to\":\"" + TOLL_FREE + "\",\"body\":\"x\"}");
        assertTrue(server.webhooks.get(0).url().endsWith("/webhooks/toll-free"));
    }

    @Test
    void aWebhookThatIsNoAddressIsRefused() throws Exception {
        var answer = control.twilio(
                "POST", "/IncomingPhoneNumbers/" + number(TOLL_FREE).getSid() + ".json", "SmsUrl=nonsense");

        assertEquals(400, answer.statusCode());
        assertEquals(21502, Control.json(answer).path("code").asInt());
    }

    @Test
    void shortCodesAreListedAndUpdated() {
        ShortCode code =
                list(ShortCode.reader(SandboxServer.ACCOUNT).read(client)).get(0);

        assertEquals("71255", code.getShortCode());
        ShortCode updated = ShortCode.updater(SandboxServer.ACCOUNT, code.getSid())
                .setSmsUrl(URI.create("https://hub.example/sms"))
                .update(client);
        assertEquals(URI.create("https://hub.example/sms"), updated.getSmsUrl());
    }

    @Test
    void theServiceHasTheNumberTheWhatsAppSenderAndTheNameInItsPool() {
        Service service = list(Service.reader().read(client)).get(0);

        assertEquals(SandboxServer.SERVICE, service.getSid());
        assertEquals(
                List.of(SandboxServer.SMS_NUMBER),
                list(PhoneNumber.reader(service.getSid()).read(client)).stream()
                        .map(number -> number.getPhoneNumber().toString())
                        .toList());
        assertEquals(
                List.of(WHATSAPP + " WhatsApp"),
                list(ChannelSender.reader(service.getSid()).read(client)).stream()
                        .map(sender -> sender.getSender() + " " + sender.getSenderType())
                        .toList());
        assertEquals(
                List.of("FRACTAL"),
                list(AlphaSender.reader(service.getSid()).read(client)).stream()
                        .map(AlphaSender::getAlphaSender)
                        .toList());
    }

    @Test
    void aServiceIsCreatedFilledUsedAndDeleted() {
        Service service = Service.creator("Alerts")
                .setStatusCallback(URI.create(server.url() + "/webhooks/twilio/status"))
                .setValidityPeriod(600)
                .create(client);
        assertNull(service.getInboundRequestUrl(), "Twilio's drop what people write until told otherwise");
        assertEquals(600, service.getValidityPeriod());
        assertEquals(21703, refused(service.getSid()), "the pool is empty");

        PhoneNumber.creator(service.getSid(), number(TOLL_FREE).getSid()).create(client);
        AlphaSender alpha = AlphaSender.creator(service.getSid(), "ALERTS").create(client);
        DestinationAlphaSender.creator(service.getSid(), "ALARME")
                .setIsoCountryCode("FR")
                .create(client);
        Message toGermany = send(service.getSid(), "+491713920002");
        Message toAmerica = send(service.getSid(), AMERICAN);

        Eventually.eventually("delivered", () -> {
            clock.advance(Duration.ofMillis(250));
            return server.statuses(toGermany.getSid()).contains("delivered")
                    && server.statuses(toAmerica.getSid()).contains("delivered");
        });
        assertEquals("ALERTS", fetch(toGermany).getFrom().toString());
        assertEquals(TOLL_FREE, fetch(toAmerica).getFrom().toString());
        assertThrows(
                ApiException.class,
                () -> PhoneNumber.creator(
                                SandboxServer.SERVICE, number(TOLL_FREE).getSid())
                        .create(client),
                "a number is in one pool only");
        assertTrue(AlphaSender.deleter(service.getSid(), alpha.getSid()).delete(client));
        assertTrue(Service.deleter(service.getSid()).delete(client));
        assertFalse(PhoneNumber.creator(SandboxServer.SERVICE, number(TOLL_FREE).getSid())
                .create(client)
                .getCapabilities()
                .isEmpty());
    }

    @Test
    void rcsInAPoolComesFirstWhereTheHandsetKnowsIt() throws Exception {
        ChannelsSender rcs = list(ChannelsSender.reader("rcs").read(client)).get(0);
        ChannelSender.creator(SandboxServer.SERVICE, rcs.getSid()).create(client);
        control.post("/handsets/rcs", "{\"number\":\"" + AMERICAN + "\",\"supported\":false}");

        Message known = send(SandboxServer.SERVICE, "+491713920002");
        Message unknown = send(SandboxServer.SERVICE, AMERICAN);

        assertEquals("rcs:+491713920002", fetch(known).getTo());
        assertEquals(AMERICAN, fetch(unknown).getTo());
    }

    @Test
    void channelSendersAreListedByChannelUpdatedAndCreated() throws Exception {
        ChannelsSender whatsApp =
                list(ChannelsSender.reader("whatsapp").read(client)).get(0);
        assertEquals(WHATSAPP, whatsApp.getSenderId());
        assertEquals(ChannelsSender.Status.ONLINE, whatsApp.getStatus());
        assertEquals("HIGH", whatsApp.getProperties().getQualityRating());
        assertEquals(RCS, list(ChannelsSender.reader("rcs").read(client)).get(0).getSenderId());

        var webhook = new ChannelsSender.MessagingV2ChannelsSenderWebhook.Builder()
                .callbackUrl(server.url() + "/webhooks/whatsapp")
                .build();
        ChannelsSender.updater(whatsApp.getSid())
                .setMessagingV2ChannelsSenderRequestsUpdate(
                        new ChannelsSender.MessagingV2ChannelsSenderRequestsUpdate.Builder()
                                .webhook(webhook)
                                .build())
                .update(client);
        ChannelSender.deleter(SandboxServer.SERVICE, whatsApp.getSid()).delete(client);
        control.post("/inbound", "{\"from\":\"whatsapp:+491713920001\",\"body\":\"x\"}");
        assertTrue(server.webhooks.get(0).url().endsWith("/webhooks/whatsapp"));

        ChannelsSender created = ChannelsSender.creator(
                        new ChannelsSender.MessagingV2ChannelsSenderRequestsCreate.Builder("whatsapp:+4930231250")
                                .build())
                .create(client);
        assertEquals(ChannelsSender.Status.CREATING, created.getStatus());
        assertEquals(
                ChannelsSender.Status.ONLINE,
                ChannelsSender.fetcher(created.getSid()).fetch(client).getStatus());
    }

    @Test
    void aTollFreeVerificationIsReviewedAndDecided() {
        assertEquals(
                TollfreeVerification.Status.TWILIO_APPROVED,
                list(TollfreeVerification.reader().read(client)).get(0).getStatus());
        TollfreeVerification bad = verification("Reject Ltd");
        assertEquals(TollfreeVerification.Status.PENDING_REVIEW, bad.getStatus());

        clock.advance(Duration.ofSeconds(3));
        assertEquals(TollfreeVerification.Status.IN_REVIEW, fetch(bad).getStatus());
        clock.advance(Duration.ofSeconds(8));
        assertEquals(TollfreeVerification.Status.TWILIO_REJECTED, fetch(bad).getStatus());
        assertEquals(1, fetch(bad).getRejectionReasons().size());
    }

    private TollfreeVerification verification(String name) {
        return TollfreeVerification.creator(
                        name,
                        "https://shop.example",
                        "ops@shop.example",
                        List.of(TollfreeVerification.UseCaseCategories.CUSTOMER_CARE),
                        "Answers to customers",
                        "Hello",
                        List.of("https://shop.example/opt-in.png"),
                        TollfreeVerification.OptInType.WEB_FORM,
                        "1,000",
                        number(TOLL_FREE).getSid())
                .create(client);
    }

    private TollfreeVerification fetch(TollfreeVerification verification) {
        return TollfreeVerification.fetcher(verification.getSid()).fetch(client);
    }

    private IncomingPhoneNumber number(String number) {
        return list(IncomingPhoneNumber.reader(SandboxServer.ACCOUNT)
                        .setPhoneNumber(new com.twilio.type.PhoneNumber(number))
                        .read(client))
                .get(0);
    }

    private Message send(String service, String to) {
        return Message.creator(new com.twilio.type.PhoneNumber(to), service, "x")
                .create(client);
    }

    private Message fetch(Message message) {
        return Message.fetcher(SandboxServer.ACCOUNT, message.getSid()).fetch(client);
    }

    private int refused(String service) {
        return assertThrows(ApiException.class, () -> send(service, AMERICAN)).getCode();
    }

    private static <T> List<T> list(Iterable<T> all) {
        return StreamSupport.stream(all.spliterator(), false).toList();
    }
}
