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

/** Whether a message may go to its recipient, as far as that is known when it is accepted. Works in the caller's transaction. */
@ApplicationScoped
public class Permissions {

    @EJB
    private Consents consents;

    @Inject
    private ReplyWindows windows;

    @Inject
    private Clock clock;

    /**
     * @throws SendRefusedException when it may not be sent, now or at the time it is scheduled for
     */
    void require(SendRequest request, Recipient recipient) {
        if (hasObjected(request, recipient)) {
            throw SendRefusedException.optedOut(recipient.contact().getId());
        }
        if (!isWindowOpen(request, recipient)) {
            throw SendRefusedException.windowClosed(recipient.contact().getId());
        }
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
