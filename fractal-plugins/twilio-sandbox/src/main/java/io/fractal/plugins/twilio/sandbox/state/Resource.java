package io.fractal.plugins.twilio.sandbox.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * Something of the account's besides messages, as Twilio's own JSON without what follows from its place (account, addresses, dates).
 *
 * @param kind what it is
 * @param sid its SID, unique within its kind
 * @param parent the SID of what it belongs to, or {@code null}
 * @param fields its JSON; not to be changed
 * @param created when it was created
 * @param updated when it was last changed
 */
public record Resource(Kind kind, String sid, String parent, ObjectNode fields, Instant created, Instant updated) {

    /** What a resource is. */
    public enum Kind {
        NUMBER,
        SHORT_CODE,
        SERVICE,
        POOL_NUMBER,
        POOL_SHORT_CODE,
        POOL_CHANNEL_SENDER,
        ALPHA_SENDER,
        DESTINATION_ALPHA_SENDER,
        CHANNEL_SENDER,
        TOLLFREE_VERIFICATION,
        CONTENT,
        /** The parent is the sender or the service that the person named by the SID does not want to hear from. */
        OPT_OUT
    }

    /** A text field; empty when it is not there. */
    public String text(String name) {
        return fields.path(name).asText("");
    }

    /** A copy of the fields, to be changed. */
    @JsonIgnore
    public ObjectNode copy() {
        return fields.deepCopy();
    }

    /** The same with other fields. */
    public Resource with(ObjectNode changed, Instant now) {
        return new Resource(kind, sid, parent, changed, created, now);
    }
}
