package io.fractal.bulk;

import java.util.Map;
import java.util.UUID;

/**
 * Somebody whom a job is to reach. Exactly one of the first two says who.
 *
 * @param to an address in any spelling, or {@code null}
 * @param contactId a contact, or {@code null}
 * @param variables values by name for the text or the template
 * @param body a text of their own instead of the job's, or {@code null}
 * @param metadataJson a JSON object to keep with the message instead of the job's, or {@code null}
 */
public record NewRecipient(String to, UUID contactId, Map<String, String> variables, String body, String metadataJson) {

    public NewRecipient {
        variables = Map.copyOf(variables);
    }

    /** Nothing of it: it is whom and what people write. */
    @Override
    public String toString() {
        return "NewRecipient";
    }
}
