package io.fractal.plugins.twilio.sandbox.state;

import java.util.Map;
import java.util.Optional;

/** What Twilio says of the errors that a message can end with (Twilio, "Error and warning dictionary"). */
public final class ErrorTexts {

    private static final Map<Integer, String> TEXTS = Map.ofEntries(
            Map.entry(21610, "Attempt to send to unsubscribed recipient"),
            Map.entry(30001, "Queue overflow"),
            Map.entry(30002, "Account suspended"),
            Map.entry(30003, "Unreachable destination handset"),
            Map.entry(30004, "Message blocked"),
            Map.entry(30005, "Unknown destination handset"),
            Map.entry(30006, "Landline or unreachable carrier"),
            Map.entry(30007, "Message filtered"),
            Map.entry(30008, "Unknown error"),
            Map.entry(30034, "US A2P 10DLC - Message from an Unregistered Number"),
            Map.entry(30036, "Validity Period Expired"),
            Map.entry(63003, "Channel could not find To address"),
            Map.entry(
                    63016,
                    "Failed to send freeform message because you are outside the allowed window. "
                            + "If you are using WhatsApp, please use a Message Template."),
            Map.entry(63018, "Rate limit exceeded for Channel"),
            Map.entry(63019, "Media failed to download"),
            Map.entry(63021, "Channel invalid content error"),
            Map.entry(63024, "Invalid message recipient"),
            Map.entry(63028, "Number of parameters provided does not match the expected number of parameters"));

    private ErrorTexts() {}

    /** The words for a code, if the sandbox knows them. */
    public static Optional<String> of(int code) {
        return Optional.ofNullable(TEXTS.get(code));
    }
}
