package io.fractal.plugins.twilio.sandbox.delivery;

import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.Delivery;
import java.util.List;
import java.util.Map;

/**
 * What a person writes.
 *
 * @param channel by which channel
 * @param from the person's number or id, with or without prefix
 * @param to the account's address, with or without prefix
 * @param body the text
 * @param attachments what is attached
 * @param extras parameters that come with this kind of message, such as those of a tapped button
 * @param posting how it is posted
 */
public record Written(
        Channel channel,
        String from,
        String to,
        String body,
        List<Attachment> attachments,
        Map<String, String> extras,
        Posting posting) {

    /**
     * An attachment: bytes, or an address.
     *
     * @param contentType its media type
     * @param bytes what the sandbox is to keep, or {@code null}
     * @param url where it is already, or {@code null}
     * @param asGiven whether the webhook names that address itself, in the place of Twilio's
     */
    public record Attachment(String contentType, byte[] bytes, String url, boolean asGiven) {}

    /**
     * How it is posted.
     *
     * @param overrides parameters to add or to put in the place of usual ones; an empty value stays, {@code null} takes one away
     * @param times how many posts at once
     * @param signature how to sign
     */
    public record Posting(Map<String, String> overrides, int times, Delivery.SignatureMode signature) {}

    /** The person's address with the channel's prefix. */
    public String sender() {
        return channel.address(from);
    }

    /** The account's address with the channel's prefix. */
    public String recipient() {
        return channel.address(to);
    }
}
