package io.fractal.contacts;

import io.fractal.configuration.FieldError;
import java.util.List;
import java.util.UUID;

/** Takes from a row of an import what other components keep of a contact. Works in the transaction that takes the row. */
public interface ImportReaction {

    /**
     * A contact has been made, or changed, as a row says.
     *
     * @return what of the rest of the row could not be taken
     */
    List<FieldError> imported(UUID workspaceId, UUID contactId, ImportRow row);
}
