package io.fractal.contacts;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FieldError;
import io.fractal.configuration.FractalException;
import java.util.List;
import java.util.UUID;

/** A contact has become part of another, under whose id it is found now. */
public final class ContactMergedException extends FractalException {

    private final UUID contactId;
    private final UUID survivor;

    /**
     * @param survivor the contact that it is part of now
     */
    public ContactMergedException(UUID contactId, UUID survivor) {
        super(ErrorKind.NOT_FOUND, "CONTACT_MERGED", "Contact " + contactId + " is part of " + survivor + " now");
        this.contactId = contactId;
        this.survivor = survivor;
    }

    /** The contact that was asked for. */
    public UUID contactId() {
        return contactId;
    }

    /** The contact that it is part of now. */
    public UUID survivor() {
        return survivor;
    }

    @Override
    public List<FieldError> details() {
        return List.of(new FieldError("mergedInto", "CONTACT_MERGED", survivor.toString()));
    }
}
