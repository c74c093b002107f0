package io.fractal.contacts;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FieldError;
import io.fractal.configuration.FractalException;
import java.util.List;
import java.util.UUID;

/** An address that is to be given to a contact belongs to another. */
public final class AddressTakenException extends FractalException {

    private final String field;
    private final UUID owner;

    /**
     * @param field the field that names the address
     * @param owner the contact that has it
     */
    public AddressTakenException(String field, UUID owner) {
        super(ErrorKind.CONFLICT, "ADDRESS_TAKEN", "The address in " + field + " belongs to contact " + owner);
        this.field = field;
        this.owner = owner;
    }

    /** The contact that has it. */
    public UUID owner() {
        return owner;
    }

    @Override
    public List<FieldError> details() {
        return List.of(new FieldError(field, "ADDRESS_TAKEN", "belongs to contact " + owner));
    }
}
