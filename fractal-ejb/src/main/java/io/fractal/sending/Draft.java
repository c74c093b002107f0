package io.fractal.sending;

import io.fractal.configuration.FractalException;
import io.fractal.contacts.ReachedAt;
import io.fractal.conversations.MediaView;
import io.fractal.conversations.MessageRoute;
import io.fractal.conversations.SendPlan;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A request to send on its way to becoming a message: each step finds something out and notes it here, or refuses it. What is refused
 * harms no other draft that is accepted in the same transaction. Not for several threads.
 */
final class Draft {

    private final UUID messageId;
    private final SendRequest asked;
    private ChosenTemplates.Filled filled;
    private Recipient recipient;
    private ReachedAt newAddress;
    private MessageRoute route;
    private List<MediaView> media = List.of();
    private SendPlan plan;
    private SentMessage sent;
    private FractalException refusal;

    /**
     * @param messageId the id that the message will have
     */
    Draft(UUID messageId, SendRequest asked) {
        this.messageId = messageId;
        this.asked = asked;
    }

    /** Does a step, unless it is settled already. A step that refuses must not have written anything. */
    void attempt(Runnable step) {
        if (!isOpen()) {
            return;
        }
        try {
            step.run();
        } catch (FractalException reason) {
            refusal = reason;
        }
    }

    /** Whether it may still become a message. */
    boolean isOpen() {
        return sent == null && refusal == null;
    }

    /**
     * What came of it.
     *
     * @throws FractalException why it was refused
     */
    SentMessage outcome() {
        if (refusal != null) {
            throw refusal;
        }
        return sent;
    }

    void fill(ChosenTemplates.Filled request) {
        filled = request;
    }

    void goesTo(Recipient whom) {
        recipient = whom;
    }

    /** It goes to an address that no contact has on its channel yet. */
    void goesToNew(ReachedAt address) {
        newAddress = address;
    }

    void takes(MessageRoute way) {
        route = way;
    }

    void carries(List<MediaView> attachments) {
        media = attachments;
    }

    void follows(SendPlan decided) {
        plan = decided;
    }

    void became(SentMessage message) {
        sent = message;
    }

    UUID messageId() {
        return messageId;
    }

    /** As it was asked for. */
    SendRequest asked() {
        return asked;
    }

    /** With the template's text and media, if it names one. */
    SendRequest request() {
        return filled.request();
    }

    ChosenTemplates.Filled filled() {
        return filled;
    }

    Recipient recipient() {
        return recipient;
    }

    Optional<ReachedAt> newAddress() {
        return Optional.ofNullable(newAddress);
    }

    MessageRoute route() {
        return route;
    }

    List<MediaView> media() {
        return media;
    }

    SendPlan plan() {
        return plan;
    }

    /** The text, empty without one. */
    String body() {
        String body = request().content().body();
        return body == null ? "" : body;
    }
}
