package io.fractal.contacts;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** This workspace has no contact of that id, or no longer. */
public final class ContactNotFoundException extends FractalException {

    private final UUID contactId;

    /** The contact that was asked for. */
    public ContactNotFoundException(UUID contactId) {
        super(ErrorKind.NOT_FOUND, "CONTACT_NOT_FOUND", "There is no contact " + contactId);
        this.contactId = contactId;
    }

    /** The contact that was asked for. */
    public UUID contactId() {
        return contactId;
    }
}
