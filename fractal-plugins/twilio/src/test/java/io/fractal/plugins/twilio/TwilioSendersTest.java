package io.fractal.plugins.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fractal.plugins.twilio.FakeTwilio.Answer;
import io.fractal.spi.ChannelType;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.ProviderSender;
import io.fractal.spi.ProviderSender.Kind;
import io.fractal.spi.SenderDirectory;
import io.fractal.spi.SenderDirectory.WebhookAddresses;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers, codes, pools and channel senders as Twilio tells them, and where it is told to deliver. */
class TwilioSendersTest {

    private static final String LONG = "PN" + "1".repeat(32);
    private static final String FREE = "PN" + "2".repeat(32);
    private static final String CODE = "SC" + "3".repeat(32);
    private static final String POOL = "MG" + "4".repeat(32);
    private static final String NAME = "AI" + "5".repeat(32);
    private static final String WHATSAPP = "XE" + "6".repeat(32);
    private static final String ACCOUNT_PATH = "/2010-04-01/Accounts/" + Fixture.ACCOUNT;
    private static final WebhookAddresses ADDRESSES =
            new WebhookAddresses("https://hub.example.com/in", "https://hub.example.com/status");

    private final FakeTwilio twilio = new FakeTwilio();
    private final Map<String, String> account = new HashMap<>();

    @AfterEach
    void stop() {
        twilio.close();
    }

    @BeforeEach
    void anAccountWithEverything() {
        account.put("/messaging/v1/Services?PageSize=100", """
                {"services":[{"sid":"%s","friendly_name":"Shop","inbound_request_url":null,"usecase":"notifications",
                "use_inbound_webhook_on_number":false,"status_callback":""}],"meta":{"next_page_url":null}}""".formatted(POOL));
        String pool = "/messaging/v1/Services/" + POOL;
        account.put(pool + "/PhoneNumbers?PageSize=100", """
                {"phone_numbers":[{"sid":"%s","phone_number":"+15005550006","country_code":"US","capabilities":["SMS","MMS"]}],
                "meta":{"next_page_url":"https://messaging.twilio.com/v1/Services/%s/PhoneNumbers?Page=1"}}""".formatted(LONG, POOL));
        account.put(pool + "/PhoneNumbers?Page=1", """
                {"phone_numbers":[{"sid":"%s","phone_number":"+18885550006","country_code":"US"}],"meta":{}}""".formatted(FREE));
        account.put(pool + "/ShortCodes?PageSize=100", "{\"short_codes\":[],\"meta\":{}}");
        account.put(
                pool + "/AlphaSenders?PageSize=100",
                "{\"alpha_senders\":[{\"sid\":\"" + NAME + "\",\"alpha_sender\":\"Fractal\"}],\"meta\":{}}");
        account.put(
                pool + "/ChannelSenders?PageSize=100",
                "{\"senders\":[{\"sid\":\"" + WHATSAPP
                        + "\",\"sender\":\"whatsapp:+14155238886\",\"sender_type\":\"WhatsApp\"}],\"meta\":{}}");
        account.put("/messaging/v1/Tollfree/Verifications?PageSize=100", """
                {"verifications":[{"tollfree_phone_number_sid":"%s","status":"TWILIO_REJECTED","rejection_reason":"Opt-in is missing"}],
                "meta":{}}""".formatted(FREE));
        account.put(ACCOUNT_PATH + "/IncomingPhoneNumbers.json?PageSize=1000", """
                {"incoming_phone_numbers":[{"sid":"%s","phone_number":"+15005550006","friendly_name":"Main",
                "sms_url":"https://old.example.com/sms","sms_application_sid":"","capabilities":{"sms":true,"mms":true,"voice":true,"fax":false},
                "status":"in-use"}],"next_page_uri":"%s/IncomingPhoneNumbers.json?PageSize=1000&Page=1&PageToken=PN2"}""".formatted(LONG, ACCOUNT_PATH));
        account.put(
                ACCOUNT_PATH + "/IncomingPhoneNumbers.json?PageSize=1000&Page=1&PageToken=PN2", """
                {"incoming_phone_numbers":[{"sid":"%s","phone_number":"+18885550006","friendly_name":"Free","sms_url":"https://x",
                "sms_application_sid":"AP1","capabilities":{"SMS":true,"MMS":false,"voice":true}},
                {"sid":"PN9","phone_number":"+4930","friendly_name":"Voice","capabilities":{"sms":false,"mms":false,"voice":true}}],
                "next_page_uri":null}""".formatted(FREE));
        account.put(ACCOUNT_PATH + "/SMS/ShortCodes.json?PageSize=1000", """
                {"short_codes":[{"sid":"%s","short_code":"89357","friendly_name":"Alerts","sms_url":"https://y"}],"next_page_uri":null}""".formatted(CODE));
        account.put("/messaging/v2/Channels/Senders?PageSize=100&Channel=whatsapp", """
                {"senders":[{"sid":"%s","status":"ONLINE","sender_id":"whatsapp:+14155238886","profile":{"name":"Fractal Shop"},
                "webhook":{"callback_url":"https://w","status_callback_url":"https://s"},"properties":{"quality_rating":"HIGH","messaging_limit":"1K"},
                "configuration":{"waba_id":"77"},"offline_reasons":[{"code":"1","message":"Paused"}]}],"meta":{}}""".formatted(WHATSAPP));
        account.put("/messaging/v2/Channels/Senders?PageSize=100&Channel=rcs", """
                {"senders":[{"sid":"XE7","status":"DRAFT","sender_id":"rcs:brand_agent","webhook":null,"profile":null}],"meta":{}}""");
    }

    @Test
    void everySenderIsListedWithWhatItIsAndWhereItDelivers() throws Exception {
        Map<String, ProviderSender> senders = list();

        assertEquals(Set.of(LONG, FREE, CODE, POOL, NAME, WHATSAPP, "XE7"), senders.keySet());
        assertEquals(
                new ProviderSender(
                        LONG,
                        Kind.LONG_CODE,
                        "+15005550006",
                        "Main",
                        Optional.of("US"),
                        Set.of(ChannelType.SMS, ChannelType.MMS),
                        List.of(POOL),
                        Optional.empty(),
                        Optional.of("https://old.example.com/sms"),
                        Map.of("status", "in-use")),
                senders.get(LONG));
        assertEquals(
                new ProviderSender(
                        FREE,
                        Kind.TOLL_FREE,
                        "+18885550006",
                        "Free",
                        Optional.of("US"),
                        Set.of(ChannelType.SMS),
                        List.of(POOL),
                        Optional.of("TWILIO_REJECTED"),
                        Optional.empty(),
                        Map.of("application", "AP1", "rejectionReason", "Opt-in is missing")),
                senders.get(FREE));
        assertEquals("89357", senders.get(CODE).address());
        assertEquals(Kind.SHORT_CODE, senders.get(CODE).kind());
        assertEquals(Optional.of("https://y"), senders.get(CODE).incomingUrl());
    }

    @Test
    void aPoolKnowsItsMembersAndWhetherWhatComesInIsDropped() throws Exception {
        ProviderSender pool = list().get(POOL);

        assertEquals(Kind.POOL, pool.kind());
        assertEquals(POOL, pool.address());
        assertEquals("Shop", pool.label());
        assertEquals(Set.of(ChannelType.SMS, ChannelType.MMS, ChannelType.WHATSAPP), pool.channels());
        assertEquals(Optional.empty(), pool.incomingUrl(), "no address: Twilio drops what comes in");
        assertEquals("4", pool.details().get("members"));
    }

    @Test
    void aNameIsASenderOfItsPool() throws Exception {
        ProviderSender name = list().get(NAME);

        assertEquals(Kind.ALPHANUMERIC, name.kind());
        assertEquals("Fractal", name.address());
        assertEquals(List.of(POOL), name.poolIds());
        assertEquals(Set.of(ChannelType.SMS), name.channels());
    }

    @Test
    void channelSendersTellHowTheyStand() throws Exception {
        Map<String, ProviderSender> senders = list();

        assertEquals(
                new ProviderSender(
                        WHATSAPP,
                        Kind.WHATSAPP,
                        "+14155238886",
                        "Fractal Shop",
                        Optional.empty(),
                        Set.of(ChannelType.WHATSAPP),
                        List.of(POOL),
                        Optional.of("ONLINE"),
                        Optional.of("https://w"),
                        Map.of(
                                "quality", "HIGH",
                                "messagingLimit", "1K",
                                "businessAccount", "77",
                                "statusUrl", "https://s",
                                "offlineReasons", "Paused")),
                senders.get(WHATSAPP));
        assertEquals(Kind.RCS, senders.get("XE7").kind());
        assertEquals("brand_agent", senders.get("XE7").address());
    }

    @Test
    void whatAnAccountDoesNotHaveAtAllIsNoFailureButAnyOtherTroubleIs() throws Exception {
        account.keySet().removeIf(path -> path.startsWith("/messaging"));
        assertEquals(Set.of(LONG, FREE, CODE), list().keySet());

        twilio.answersBy(asked -> Answer.of(500, "{}"));
        assertEquals(
                ErrorKind.UNAVAILABLE,
                assertThrows(ProviderFailedException.class, () -> directory().list())
                        .kind(),
                "half a list would make the other half look gone");
    }

    @Test
    void aNumberIsToldWhereToDeliverAndLeavesItsApplication() throws Exception {
        Map<String, ProviderSender> senders = list();
        twilio.answersBy(asked -> Answer.of(200, "{\"sid\":\"x\"}"));
        twilio.asked.clear();

        directory().setWebhooks(senders.get(FREE), ADDRESSES);
        directory().setWebhooks(senders.get(CODE), ADDRESSES);

        assertEquals(
                ACCOUNT_PATH + "/IncomingPhoneNumbers/" + FREE + ".json",
                twilio.asked.get(0).target());
        Map<String, List<String>> form = Fixture.decode(twilio.asked.get(0).form());
        assertEquals(List.of("https://hub.example.com/in"), form.get("SmsUrl"));
        assertEquals(List.of("POST"), form.get("SmsMethod"));
        assertEquals(List.of(""), form.get("SmsApplicationSid"));
        assertEquals(
                ACCOUNT_PATH + "/SMS/ShortCodes/" + CODE + ".json",
                twilio.asked.get(1).target());
    }

    @Test
    void aPoolIsToldToTakeWhatComesInItself() throws Exception {
        ProviderSender pool = list().get(POOL);
        twilio.answersBy(asked -> Answer.of(200, "{\"sid\":\"x\"}"));
        twilio.asked.clear();

        directory().setWebhooks(pool, ADDRESSES);

        assertEquals("/messaging/v1/Services/" + POOL, twilio.asked.get(0).target());
        Map<String, List<String>> form = Fixture.decode(twilio.asked.get(0).form());
        assertEquals(List.of("https://hub.example.com/in"), form.get("InboundRequestUrl"));
        assertEquals(List.of("https://hub.example.com/status"), form.get("StatusCallback"));
        assertEquals(List.of("false"), form.get("UseInboundWebhookOnNumber"));
    }

    @Test
    void aWhatsAppSenderIsToldInJson() throws Exception {
        ProviderSender sender = list().get(WHATSAPP);
        twilio.answersBy(asked -> Answer.of(202, "{\"sid\":\"x\"}"));
        twilio.asked.clear();

        directory().setWebhooks(sender, ADDRESSES);

        assertEquals(
                "/messaging/v2/Channels/Senders/" + WHATSAPP,
                twilio.asked.get(0).target());
        assertEquals("application/json", twilio.asked.get(0).contentType());
        assertEquals(
                "https://hub.example.com/in",
                new ObjectMapper()
                        .readTree(twilio.asked.get(0).form())
                        .at("/webhook/callback_url")
                        .asText());
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ALPHANUMERIC", "MESSENGER"})
    void whatHasNoWebhooksIsRefused(Kind kind) {
        ProviderSender sender = new ProviderSender(
                NAME,
                kind,
                "Fractal",
                "Fractal",
                Optional.empty(),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of());

        assertEquals(
                ErrorKind.REJECTED,
                assertThrows(ProviderFailedException.class, () -> directory().setWebhooks(sender, ADDRESSES))
                        .kind());
        assertEquals(0, twilio.asked.size());
    }

    private Map<String, ProviderSender> list() throws ProviderFailedException {
        twilio.answersBy(asked -> account.containsKey(asked.target())
                ? Answer.of(200, account.get(asked.target()))
                : Answer.of(404, "{\"code\":20404,\"message\":\"none\",\"status\":404}"));
        List<ProviderSender> senders = directory().list();
        assertTrue(
                senders.stream().map(ProviderSender::id).distinct().count() == senders.size(),
                "each sender is listed once");
        return senders.stream().collect(Collectors.toMap(ProviderSender::id, Function.identity()));
    }

    private SenderDirectory directory() {
        return Adapters.at(twilio).senders().orElseThrow();
    }
}
