package io.fractal.sending;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** A message cannot be canceled, or not any more. */
public final class CancelRefusedException extends FractalException {

    private CancelRefusedException(String code, String message) {
        super(ErrorKind.CONFLICT, code, message);
    }

    /** It has left the provider, or has ended otherwise. */
    static CancelRefusedException tooLate(UUID messageId) {
        return new CancelRefusedException("CANCEL_TOO_LATE", "Message " + messageId + " is on its way, or at its end");
    }

    /** The provider is being called, or its answer is missing; soon it will be clear where the message is. */
    static CancelRefusedException beingHandedOver(UUID messageId) {
        return new CancelRefusedException(
                "MESSAGE_BEING_HANDED_OVER", "Message " + messageId + " is being handed to its provider");
    }

    /** It came in. */
    static CancelRefusedException received(UUID messageId) {
        return new CancelRefusedException("MESSAGE_RECEIVED", "Message " + messageId + " was received");
    }

    /** The provider does not take messages back. */
    static CancelRefusedException unsupported(UUID messageId) {
        return new CancelRefusedException(
                "CANCEL_NOT_SUPPORTED", "The provider of message " + messageId + " does not cancel messages");
    }
}
