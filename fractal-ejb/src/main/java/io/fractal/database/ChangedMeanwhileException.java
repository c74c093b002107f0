package io.fractal.database;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** A change that was meant for a state which is no longer the present one; the web answers with 412. */
public class ChangedMeanwhileException extends FractalException {

    /**
     * @param id what was to be changed
     */
    public ChangedMeanwhileException(UUID id) {
        super(ErrorKind.CONFLICT, "PRECONDITION_FAILED", id + " has been changed since it was read");
    }
}
