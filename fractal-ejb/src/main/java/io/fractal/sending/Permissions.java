package io.fractal.sending;

import io.fractal.channels.Addresses;
import io.fractal.consent.ConsentState;
import io.fractal.consent.Consents;
import io.fractal.conversations.ReplyWindows;
import io.fractal.spi.ChannelType;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Whether a message may go to its recipient, as far as that is known when it is accepted. Works in the caller's transaction. */
@ApplicationScoped
public class Permissions {

    @EJB
    private Consents consents;

    @Inject
    private ReplyWindows windows;

    @Inject
    private Clock clock;

    /** Refuses what may not be sent, now or at the time it is scheduled for. */
    void require(UUID workspaceId, List<Draft> drafts) {
        Set<Draft> objected = objected(workspaceId, drafts);
        for (Draft draft : drafts) {
            draft.attempt(() -> {
                UUID contactId = draft.recipient().contactId();
                if (objected.contains(draft)) {
                    throw SendRefusedException.optedOut(contactId);
                }
                if (!isWindowOpen(draft.request(), draft.recipient())) {
                    throw SendRefusedException.windowClosed(contactId);
                }
            });
        }
    }

    private Set<Draft> objected(UUID workspaceId, List<Draft> drafts) {
        Map<ChannelType, List<Draft>> byChannel = drafts.stream()
                .filter(draft -> draft.isOpen() && !draft.request().origin().answersKeyword())
                .collect(Collectors.groupingBy(draft -> draft.recipient().channel()));
        Set<Draft> objected = new HashSet<>();
        byChannel.forEach((channel, writing) -> {
            Map<String, ConsentState> states = consents.states(
                    workspaceId,
                    channel,
                    writing.stream().map(draft -> draft.recipient().address()).toList());
            writing.stream()
                    .filter(draft -> states.get(draft.recipient().address()) == ConsentState.REVOKED)
                    .forEach(objected::add);
        });
        return objected;
    }

    /** Whether the recipient does not want to be written to; an answer to the objection itself goes all the same. */
    boolean hasObjected(SendRequest request, Recipient recipient) {
        return !request.origin().answersKeyword()
                && consents.state(recipient.workspaceId(), recipient.channel(), recipient.address())
                        == ConsentState.REVOKED;
    }

    /** Whether the channel takes a free text at the time of sending; templates it takes always. */
    boolean isWindowOpen(SendRequest request, Recipient recipient) {
        ChannelType kept = Addresses.keptUnder(recipient.channel());
        Instant time = request.sendAt() == null ? clock.instant() : request.sendAt();
        return request.content().template() != null
                || windows.isOpen(recipient.conversationId(), kept, recipient.address(), time);
    }
}
