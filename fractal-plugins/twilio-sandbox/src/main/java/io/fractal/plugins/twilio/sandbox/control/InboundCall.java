package io.fractal.plugins.twilio.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.fractal.plugins.twilio.sandbox.delivery.InboundPoster.Medium;
import io.fractal.plugins.twilio.sandbox.delivery.InboundPoster.Written;
import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.Delivery.SignatureMode;
import io.fractal.plugins.twilio.sandbox.state.Handset;
import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The body of {@code POST /sandbox/api/inbound}.
 *
 * @param from the person's number or id; needed
 * @param to the account's address; the account's own of the channel when absent
 * @param body the text; empty when absent
 * @param channel SMS (as when absent) or WHATSAPP
 * @param profileName the WhatsApp profile's name; the phone book's when absent
 * @param media addresses, or objects with {@code url} and {@code contentType}
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
        Map<String, String> params,
        Integer times,
        SignatureMode signature) {

    private static final int MOST_POSTS = 1000;

    Written written(SandboxAccount account, List<Handset> phoneBook) {
        if (from == null || Channel.bare(from).isBlank()) {
            throw new BadRequest(400, "'from' is missing");
        }
        Channel by = channel != null ? channel : Channel.of(from);
        String own = to != null && !to.isBlank()
                ? to.strip()
                : account.ownAddress(by)
                        .orElseThrow(() -> new BadRequest(400, "'to' is missing, and the account has no own number"));
        int posts = times == null ? 1 : times;
        if (posts < 1 || posts > MOST_POSTS) {
            throw new BadRequest(400, "'times' must be from 1 to " + MOST_POSTS);
        }
        return new Written(
                by,
                from.strip(),
                own,
                body == null ? "" : body,
                profileName != null ? profileName : name(phoneBook),
                attachments(),
                params == null ? Map.of() : new LinkedHashMap<>(params),
                posts,
                signature == null ? SignatureMode.VALID : signature);
    }

    private String name(List<Handset> phoneBook) {
        return phoneBook.stream()
                .filter(person -> person.number().equals(Channel.bare(from.strip())))
                .map(Handset::name)
                .findFirst()
                .orElse(null);
    }

    private List<Medium> attachments() {
        List<Medium> attachments = new ArrayList<>();
        for (JsonNode medium : media == null ? List.<JsonNode>of() : media) {
            String url =
                    medium.isTextual() ? medium.asText() : medium.path("url").asText();
            if (url.isBlank()) {
                throw new BadRequest(400, "A medium has no 'url'");
            }
            attachments.add(new Medium(url, medium.path("contentType").asText("image/jpeg")));
        }
        return attachments;
    }
}
