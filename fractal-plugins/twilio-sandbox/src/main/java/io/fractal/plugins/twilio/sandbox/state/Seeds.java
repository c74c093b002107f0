package io.fractal.plugins.twilio.sandbox.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.state.Resource.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * What the account has from the beginning: its numbers, a toll-free number with its verification, a short code, WhatsApp, RCS and
 * Messenger senders, a messaging service, and templates.
 */
public final class Seeds {

    /** The messaging service of an account that names none. */
    public static final String USUAL_SERVICE = "MGfac7a100000000000000000000000001";

    private static final String FILE = "/io/fractal/plugins/twilio/sandbox/seeds.json";
    private static final String TOLL_FREE = "+18885550142";
    private static final String SHORT_CODE = "71255";
    private static final String RCS_AGENT = "rcs:fractal_sandbox_agent";
    private static final String MESSENGER_PAGE = "messenger:104794555019907";
    private static final String NAME = "FRACTAL";

    private final SandboxAccount account;
    private final Resources resources;
    private final Instant now;

    private Seeds(SandboxAccount account, Resources resources, Instant now) {
        this.account = account;
        this.resources = resources;
        this.now = now;
    }

    /**
     * Adds what is missing. The account's own numbers and service are always there; the rest comes once, so that what was deleted
     * stays deleted.
     */
    public static void sow(SandboxAccount account, Resources resources, Instant now) {
        Seeds seeds = new Seeds(account, resources, now);
        boolean first = resources.isEmpty();
        seeds.ownSenders();
        if (first) {
            seeds.others();
        }
    }

    /**
     * A fresh messaging service.
     *
     * @param inboundUrl where messages go, or {@code null} for nowhere
     */
    public static ObjectNode service(String name, String inboundUrl) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("friendly_name", name)
                .put("inbound_request_url", inboundUrl)
                .put("inbound_method", "POST")
                .putNull("fallback_url")
                .put("fallback_method", "POST")
                .putNull("status_callback")
                .put("sticky_sender", true)
                .put("mms_converter", true)
                .put("smart_encoding", true)
                .put("scan_message_content", "inherit")
                .put("fallback_to_long_code", false)
                .put("area_code_geomatch", true)
                .put("validity_period", 36000)
                .put("synchronous_validation", false)
                .put("usecase", "undeclared")
                .put("us_app_to_person_registered", false)
                .put("use_inbound_webhook_on_number", false);
    }

    /** A fresh WhatsApp, RCS or Messenger sender that is online. */
    public static ObjectNode channelSender(String senderId) {
        ObjectNode sender =
                JsonNodeFactory.instance.objectNode().put("sender_id", senderId).put("status", "ONLINE");
        sender.putObject("configuration");
        sender.putObject("webhook");
        sender.putObject("profile").put("name", "Fractal Sandbox");
        sender.putObject("properties").put("quality_rating", "HIGH").put("messaging_limit", "10K Customers/24hr");
        sender.putNull("offline_reasons");
        sender.putNull("compliance");
        return sender;
    }

    private void ownSenders() {
        String service = account.messagingServiceSid().orElse(USUAL_SERVICE);
        if (resources.find(Kind.SERVICE, service).isEmpty()) {
            ObjectNode fields = service("Fractal", null);
            fields.remove("inbound_request_url");
            add(Kind.SERVICE, service, null, fields);
        }
        account.phoneNumber().ifPresent(number -> {
            if (number(number, "Fractal SMS")) {
                join(Kind.POOL_NUMBER, sid("PN", number), service);
            }
        });
        account.whatsappNumber().ifPresent(number -> {
            number(number, "Fractal WhatsApp");
            String sender = Channel.WHATSAPP.address(number);
            if (channel(sender)) {
                join(Kind.POOL_CHANNEL_SENDER, sid("XE", sender), service);
            }
        });
    }

    private void others() {
        String service = account.messagingServiceSid().orElse(USUAL_SERVICE);
        number(TOLL_FREE, "Toll-free");
        shortCode();
        channel(RCS_AGENT);
        channel(MESSENGER_PAGE);
        add(
                Kind.ALPHA_SENDER,
                sid("AI", NAME),
                service,
                JsonNodeFactory.instance.objectNode().put("alpha_sender", NAME));
        JsonNode file = read();
        ObjectNode verification = file.get("verification").deepCopy();
        verification.put("tollfree_phone_number_sid", sid("PN", TOLL_FREE));
        add(Kind.TOLLFREE_VERIFICATION, sid("HH", TOLL_FREE), null, verification);
        file.get("contents")
                .forEach(content -> add(
                        Kind.CONTENT, sid("HX", content.path("friendly_name").asText()), null, content.deepCopy()));
    }

    private boolean number(String number, String name) {
        if (resources.find(Kind.NUMBER, sid("PN", number)).isPresent()) {
            return false;
        }
        boolean tollFree = Senders.type(number) == Senders.Type.TOLL_FREE;
        ObjectNode fields = JsonNodeFactory.instance
                .objectNode()
                .put("phone_number", number)
                .put("friendly_name", name)
                .put("type", tollFree ? "toll-free" : "mobile")
                .put("status", "in-use")
                .put("origin", "twilio")
                .put("beta", false)
                .put("sms_method", "POST")
                .put("sms_fallback_url", "")
                .put("sms_fallback_method", "POST")
                .put("sms_application_sid", "")
                .put("status_callback", "")
                .put("status_callback_method", "POST")
                .put("voice_url", "")
                .put("voice_method", "POST")
                .put("address_requirements", "none")
                .put("emergency_status", "Inactive");
        if (tollFree) {
            // Bought and not yet configured: what people write to it is dropped.
            fields.put("sms_url", "");
        }
        fields.putObject("capabilities")
                .put("voice", true)
                .put("sms", true)
                .put("mms", true)
                .put("fax", false);
        add(Kind.NUMBER, sid("PN", number), null, fields);
        return true;
    }

    private void shortCode() {
        add(
                Kind.SHORT_CODE,
                sid("SC", SHORT_CODE),
                null,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("short_code", SHORT_CODE)
                        .put("friendly_name", "Alerts")
                        .put("sms_url", "")
                        .put("sms_method", "POST")
                        .putNull("sms_fallback_url")
                        .put("sms_fallback_method", "POST"));
    }

    private boolean channel(String senderId) {
        if (resources.find(Kind.CHANNEL_SENDER, sid("XE", senderId)).isPresent()) {
            return false;
        }
        add(Kind.CHANNEL_SENDER, sid("XE", senderId), null, channelSender(senderId));
        return true;
    }

    private void join(Kind kind, String sid, String service) {
        add(kind, sid, service, JsonNodeFactory.instance.objectNode());
    }

    private void add(Kind kind, String sid, String parent, ObjectNode fields) {
        resources.put(new Resource(kind, sid, parent, fields, now, now));
    }

    private String sid(String kind, String name) {
        return Sids.of(kind, account.sid() + " " + name);
    }

    private static JsonNode read() {
        try (InputStream file = Seeds.class.getResourceAsStream(FILE)) {
            return JsonMapper.builder().build().readTree(file);
        } catch (IOException broken) {
            throw new UncheckedIOException("The plugin's own seeds cannot be read", broken);
        }
    }
}
