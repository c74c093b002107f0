package io.fractal.plugins.twilio.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.fractal.plugins.twilio.sandbox.delivery.Written;
import io.fractal.plugins.twilio.sandbox.delivery.Written.Attachment;
import io.fractal.plugins.twilio.sandbox.delivery.Written.Posting;
import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.Delivery.SignatureMode;
import io.fractal.plugins.twilio.sandbox.state.Handset;
import io.fractal.plugins.twilio.sandbox.state.SandboxState;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The body of {@code POST /sandbox/api/inbound}.
 *
 * @param from the person's number or id; needed
 * @param to the account's address; the account's own of the channel when absent
 * @param body the text; empty when absent
 * @param channel SMS, WHATSAPP, MESSENGER or RCS; what the prefix of {@code from} says when absent
 * @param profileName the WhatsApp profile's name; the phone book's when absent
 * @param media addresses that the webhook names as they are, or objects with {@code url}, or with {@code data} (base64) for bytes that
 *     the sandbox keeps and serves, and {@code contentType}
 * @param mediaUrls addresses that Twilio's media addresses lead to
 * @param button {@code text} and {@code payload} of a button that was tapped
 * @param listReply {@code id} and {@code title} of an item that was chosen
 * @param location {@code latitude}, {@code longitude}, {@code address}, {@code label}
 * @param referral what the person came from: {@code body}, {@code headline}, {@code sourceId}, {@code sourceType}, …
 * @param replyTo the SID of the message that is answered
 * @param forwarded whether the message was forwarded
 * @param frequentlyForwarded whether it was forwarded often
 * @param externalUserId the business-scoped id that comes with a WhatsApp number
 * @param params parameters to add, to replace, or with null to leave out
 * @param times how many posts at once, 1 when absent
 * @param signature valid (as when absent), missing or wrong
 */
record InboundCall(
        String from,
        String to,
        String body,
        Channel channel,
        String profileName,
        List<JsonNode> media,
        List<String> mediaUrls,
        Button button,
        ListReply listReply,
        Location location,
        Map<String, String> referral,
        String replyTo,
        Boolean forwarded,
        Boolean frequentlyForwarded,
        String externalUserId,
        Map<String, String> params,
        Integer times,
        SignatureMode signature) {

    private static final int MOST_POSTS = 1000;
    private static final Pattern TYPE = Pattern.compile("[\\w.+-]+/[\\w.+-]+(; ?[\\w.+=\"-]+)*");
    private static final String USUAL_TYPE = "image/jpeg";

    /**
     * A button that was tapped.
     *
     * @param text what is written on it
     * @param payload its id
     */
    record Button(String text, String payload) {}

    /**
     * An item that was chosen from a list.
     *
     * @param id its id
     * @param title what is written on it
     */
    record ListReply(String id, String title) {}

    /**
     * A place.
     *
     * @param latitude degrees north
     * @param longitude degrees east
     * @param address where it is, or {@code null}
     * @param label what it is called, or {@code null}
     */
    record Location(double latitude, double longitude, String address, String label) {}

    Written written(SandboxState state, List<Handset> phoneBook) {
        if (from == null || Channel.bare(from).isBlank()) {
            throw new BadRequest(400, "'from' is missing");
        }
        Channel by = channel != null ? channel : Channel.of(from);
        String own = to != null && !to.isBlank()
                ? to.strip()
                : state.senders()
                        .usual(by)
                        .orElseThrow(() -> new BadRequest(400, "'to' is missing, and the account has no own number"));
        int posts = times == null ? 1 : times;
        if (posts < 1 || posts > MOST_POSTS) {
            throw new BadRequest(400, "'times' must be from 1 to " + MOST_POSTS);
        }
        String name = profileName != null ? profileName : name(phoneBook);
        return new Written(
                by,
                from.strip(),
                own,
                text(),
                attachments(),
                new InboundExtras(this, state.messages()).of(by, name),
                new Posting(
                        params == null ? Map.of() : new LinkedHashMap<>(params),
                        posts,
                        signature == null ? SignatureMode.VALID : signature));
    }

    /** A tapped button and a chosen item say what is written on them. */
    private String text() {
        if (body != null) {
            return body;
        }
        if (button != null && button.text() != null) {
            return button.text();
        }
        return listReply != null && listReply.title() != null ? listReply.title() : "";
    }

    private String name(List<Handset> phoneBook) {
        return phoneBook.stream()
                .filter(person -> person.number().equals(Channel.bare(from.strip())))
                .map(Handset::name)
                .findFirst()
                .orElse(null);
    }

    private List<Attachment> attachments() {
        List<Attachment> attachments = new ArrayList<>();
        for (JsonNode medium : media == null ? List.<JsonNode>of() : media) {
            attachments.add(attachment(medium));
        }
        for (String url : mediaUrls == null ? List.<String>of() : mediaUrls) {
            attachments.add(new Attachment(typeByName(url), null, url, false));
        }
        return attachments;
    }

    private static Attachment attachment(JsonNode medium) {
        String type = medium.path("contentType").asText(USUAL_TYPE);
        if (!TYPE.matcher(type).matches()) {
            throw new BadRequest(400, "A medium's 'contentType' is none");
        }
        if (medium.hasNonNull("data")) {
            return new Attachment(type, bytes(medium.get("data").asText()), null, false);
        }
        String url = medium.isTextual() ? medium.asText() : medium.path("url").asText();
        if (url.isBlank()) {
            throw new BadRequest(400, "A medium has neither 'url' nor 'data'");
        }
        return new Attachment(type, null, url, true);
    }

    private static String typeByName(String url) {
        String type = URLConnection.guessContentTypeFromName(url.replaceFirst("[?#].*", ""));
        return type == null ? USUAL_TYPE : type;
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw new BadRequest(400, "A medium's 'data' is not base64");
        }
    }
}
