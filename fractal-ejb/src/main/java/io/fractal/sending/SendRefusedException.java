package io.fractal.sending;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/**
 * A message is well-formed and still may not be sent, because of how things stand. What is wrong with the request itself is an {@link
 * io.fractal.configuration.InvalidRequestException} instead.
 */
public final class SendRefusedException extends FractalException {

    private SendRefusedException(ErrorKind kind, String code, String message) {
        super(kind, code, message);
    }

    /** Free text on WhatsApp is allowed for 24 hours after the contact last wrote (WhatsApp Business Messaging Policy). */
    static SendRefusedException windowClosed(UUID contactId) {
        return new SendRefusedException(
                ErrorKind.CONFLICT,
                "WHATSAPP_WINDOW_CLOSED",
                "Contact " + contactId
                        + " has not written on WhatsApp within the last 24 hours, so only templates may be sent");
    }

    /** The recipient has said that nobody shall write to them. */
    static SendRefusedException optedOut(UUID contactId) {
        return new SendRefusedException(
                ErrorKind.CONFLICT, "RECIPIENT_OPTED_OUT", "Contact " + contactId + " does not want to be written to");
    }

    /** WhatsApp does not let a template be sent, for a reason that the code names. */
    static SendRefusedException template(String sid, String code) {
        return new SendRefusedException(
                ErrorKind.CONFLICT, code, "Template " + sid + " may not be sent on WhatsApp as things stand");
    }

    /** The workspace has no sender that could carry the message. */
    static SendRefusedException noSender(UUID workspaceId, String channel) {
        return new SendRefusedException(
                ErrorKind.CONFLICT, "NO_SENDER", "Workspace " + workspaceId + " has no such sender for " + channel);
    }

    /** The key was used before, for another content. */
    static SendRefusedException clientIdReused(UUID messageId) {
        return new SendRefusedException(
                ErrorKind.CONFLICT,
                "CLIENT_ID_REUSED",
                "The client id belongs to message " + messageId + ", which has another content or recipient");
    }

    /** Nothing is left that could be sent. */
    static SendRefusedException redacted(UUID messageId) {
        return new SendRefusedException(
                ErrorKind.CONFLICT, "MESSAGE_REDACTED", "The content of message " + messageId + " has been erased");
    }

    /** Only what has failed can be sent again. */
    static SendRefusedException notFailed(UUID messageId) {
        return new SendRefusedException(
                ErrorKind.CONFLICT, "MESSAGE_NOT_FAILED", "Message " + messageId + " has not failed");
    }
}
