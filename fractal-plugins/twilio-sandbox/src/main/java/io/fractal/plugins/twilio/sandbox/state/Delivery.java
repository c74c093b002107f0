package io.fractal.plugins.twilio.sandbox.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A webhook that is owed. It is journalled with the change it tells of and struck off once it has been answered, so that a crash in
 * between repeats it with the same id.
 *
 * @param id unique; travels as {@code I-Twilio-Idempotency-Token}
 * @param messageSid the message it tells of
 * @param url where to post
 * @param parameters the form, in order
 * @param signature how to sign
 */
public record Delivery(
        String id, String messageSid, String url, Map<String, String> parameters, SignatureMode signature) {

    public Delivery {
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Whether it tells of an outbound message; else it is a message that a person wrote. */
    @JsonIgnore
    public boolean isStatusCallback() {
        return parameters.containsKey("MessageStatus");
    }

    /** How a webhook is signed; everything but {@link #VALID} is for tests of the receiver. */
    public enum SignatureMode {
        VALID,
        MISSING,
        WRONG
    }
}
