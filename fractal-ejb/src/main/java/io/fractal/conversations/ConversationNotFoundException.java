package io.fractal.conversations;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** This workspace has no conversation of that id. */
public final class ConversationNotFoundException extends FractalException {

    /** The conversation that was asked for. */
    public ConversationNotFoundException(UUID conversationId) {
        super(ErrorKind.NOT_FOUND, "CONVERSATION_NOT_FOUND", "There is no conversation " + conversationId);
    }
}
