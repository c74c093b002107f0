package io.fractal.conversations;

import io.fractal.contacts.AddressView;
import java.util.List;

/**
 * A conversation with its contact and the ways to answer.
 *
 * @param contactEmail the contact's e-mail address, or {@code null}
 * @param addresses where the contact is reached, the primary one first
 * @param replyOptions the ways to answer, the preferred one first; empty when no sender fits any address
 */
public record ConversationDetail(
        ConversationSummary summary,
        String contactEmail,
        List<String> tags,
        List<AddressView> addresses,
        List<ReplyOption> replyOptions) {

    public ConversationDetail {
        tags = List.copyOf(tags);
        addresses = List.copyOf(addresses);
        replyOptions = List.copyOf(replyOptions);
    }
}
