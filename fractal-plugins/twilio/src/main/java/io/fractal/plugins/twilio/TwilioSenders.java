package io.fractal.plugins.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.twilio.rest.Domains;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.ProviderSender;
import io.fractal.spi.SenderDirectory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Twilio's numbers, short codes, messaging services with their members, and senders of WhatsApp and RCS. */
final class TwilioSenders implements SenderDirectory {

    private static final String SERVICES = "/v1/Services";
    private static final String CHANNEL_SENDERS = "/v2/Channels/Senders";
    private static final String PAGE = "?PageSize=100";
    private static final Pattern SID = Pattern.compile("[A-Z]{2}[0-9a-fA-F]{32}");

    private final String accountPath;
    private final TwilioApi api;

    TwilioSenders(String accountSid, TwilioApi api) {
        this.accountPath = "/2010-04-01/Accounts/" + accountSid;
        this.api = api;
    }

    @Override
    public List<ProviderSender> list() throws ProviderFailedException {
        Pools pools = new Pools();
        for (JsonNode service : api.list(Domains.MESSAGING, SERVICES + PAGE, "services")) {
            readPool(service, pools);
        }
        Map<String, JsonNode> verifications = verifications();
        SenderReader reader = new SenderReader(pools, verifications);
        List<ProviderSender> senders = new ArrayList<>(pools.senders());
        for (JsonNode number : account("/IncomingPhoneNumbers", "incoming_phone_numbers")) {
            reader.number(number).ifPresent(senders::add);
        }
        account("/SMS/ShortCodes", "short_codes").forEach(code -> senders.add(reader.shortCode(code)));
        for (String channel : List.of("whatsapp", "rcs")) {
            channel(channel).forEach(sender -> senders.add(reader.channelSender(sender)));
        }
        return senders;
    }

    /**
     * A messaging service without an address of its own drops what comes in, and one that leaves it to its numbers is told not to: the
     * pool is what was asked for.
     */
    @Override
    public void setWebhooks(ProviderSender sender, WebhookAddresses addresses) throws ProviderFailedException {
        if (!SID.matcher(sender.id()).matches()) {
            throw ProviderFailedException.unsupported("webhooks of this sender");
        }
        switch (sender.kind()) {
            case LONG_CODE, TOLL_FREE ->
                api.post(
                        Domains.API,
                        accountPath + "/IncomingPhoneNumbers/" + sender.id() + ".json",
                        // an application would outweigh the address
                        Map.of("SmsUrl", addresses.incomingUrl(), "SmsMethod", "POST", "SmsApplicationSid", ""));
            case SHORT_CODE ->
                api.post(
                        Domains.API,
                        accountPath + "/SMS/ShortCodes/" + sender.id() + ".json",
                        Map.of("SmsUrl", addresses.incomingUrl(), "SmsMethod", "POST"));
            case POOL ->
                api.post(
                        Domains.MESSAGING,
                        SERVICES + "/" + sender.id(),
                        Map.of(
                                "InboundRequestUrl",
                                addresses.incomingUrl(),
                                "InboundMethod",
                                "POST",
                                "StatusCallback",
                                addresses.statusUrl(),
                                "UseInboundWebhookOnNumber",
                                "false"));
            case WHATSAPP, RCS ->
                api.postJson(Domains.MESSAGING, CHANNEL_SENDERS + "/" + sender.id(), webhook(addresses));
            case ALPHANUMERIC, MESSENGER -> throw ProviderFailedException.unsupported("webhooks of this sender");
        }
    }

    private static ObjectNode webhook(WebhookAddresses addresses) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("webhook")
                .put("callback_url", addresses.incomingUrl())
                .put("callback_method", "POST")
                .put("status_callback_url", addresses.statusUrl())
                .put("status_callback_method", "POST");
        return body;
    }

    private void readPool(JsonNode service, Pools pools) throws ProviderFailedException {
        String path = SERVICES + "/" + Json.textOrEmpty(service, "sid");
        pools.add(
                service,
                api.list(Domains.MESSAGING, path + "/PhoneNumbers" + PAGE, "phone_numbers"),
                api.list(Domains.MESSAGING, path + "/ShortCodes" + PAGE, "short_codes"),
                api.list(Domains.MESSAGING, path + "/AlphaSenders" + PAGE, "alpha_senders"),
                api.list(Domains.MESSAGING, path + "/ChannelSenders" + PAGE, "senders"));
    }

    private Map<String, JsonNode> verifications() throws ProviderFailedException {
        Map<String, JsonNode> byNumber = new HashMap<>();
        api.list(Domains.MESSAGING, "/v1/Tollfree/Verifications" + PAGE, "verifications")
                .forEach(verification -> byNumber.putIfAbsent(
                        Json.textOrEmpty(verification, "tollfree_phone_number_sid"), verification));
        return byNumber;
    }

    private List<JsonNode> account(String resource, String name) throws ProviderFailedException {
        return api.list(Domains.API, accountPath + resource + ".json?PageSize=1000", name);
    }

    private List<JsonNode> channel(String channel) throws ProviderFailedException {
        return api.list(Domains.MESSAGING, CHANNEL_SENDERS + PAGE + "&Channel=" + channel, "senders");
    }
}
