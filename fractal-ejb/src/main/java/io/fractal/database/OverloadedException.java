package io.fractal.database;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;

/** More comes in than can be committed. Nothing was stored; later it will work. */
public final class OverloadedException extends FractalException {

    /**
     * @param what what there is too much of, for the log
     */
    public OverloadedException(String what) {
        super(ErrorKind.UNAVAILABLE, "OVERLOADED", "Too many " + what + " are waiting to be committed");
    }
}
