package io.fractal.sending;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** Nobody can be told whether a message had its effect. */
public final class FeedbackRefusedException extends FractalException {

    private FeedbackRefusedException(String code, String message) {
        super(ErrorKind.CONFLICT, code, message);
    }

    /** The provider does not have the message. */
    static FeedbackRefusedException notSent(UUID messageId) {
        return new FeedbackRefusedException("MESSAGE_NOT_SENT", "Message " + messageId + " was not sent");
    }

    /** The provider has nothing of the kind, or wants nothing on this message. */
    static FeedbackRefusedException notWanted(UUID messageId) {
        return new FeedbackRefusedException(
                "FEEDBACK_NOT_WANTED", "The provider of message " + messageId + " wants no feedback on it");
    }
}
