package io.fractal.web.inbox;

import io.fractal.web.representation.ConversationJson;
import io.fractal.web.representation.CountsJson;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the inbox module starts with, embedded in its page so that the first sight needs no further request.
 *
 * @param locale the language of the texts
 * @param csrfHeader the header that calls of this page carry
 * @param user who is signed in
 * @param sandbox whether messages go to the sandbox
 * @param conversations the newest of the view "all"
 * @param counts how much each view holds
 * @param total how many conversations the view "all" holds
 * @param nextCursor where that view goes on; null at its end
 * @param lastEventId the event up to which all this is known at least
 * @param messages key to text
 */
public record InboxData(
        String locale,
        Map<String, String> csrfHeader,
        User user,
        boolean sandbox,
        List<ConversationJson> conversations,
        CountsJson counts,
        long total,
        String nextCursor,
        UUID lastEventId,
        Map<String, String> messages) {

    /** Who is signed in; {@code id} is null for an API key. */
    public record User(UUID id, String name, String email) {}
}
