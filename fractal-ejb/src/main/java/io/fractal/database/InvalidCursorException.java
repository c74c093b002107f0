package io.fractal.database;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;

/** A cursor that Fractal has not made, or made for another list or order. */
public class InvalidCursorException extends FractalException {

    public InvalidCursorException() {
        super(ErrorKind.INVALID, "INVALID_PARAMETER", "A cursor is not of the list it was sent for");
    }
}
