package io.fractal.bulk;

import io.fractal.configuration.FieldError;
import java.util.UUID;

/**
 * A recipient as it is kept when a job begins.
 *
 * @param recipient who was named
 * @param address the canonical address, or what was given for one; may be {@code null}
 * @param refused why there will be no message, or {@code null}
 */
record RecipientRow(NewRecipient recipient, String address, FieldError refused) {

    UUID contactId() {
        return recipient.contactId();
    }

    String state() {
        return refused == null ? "PENDING" : "SKIPPED";
    }
}
