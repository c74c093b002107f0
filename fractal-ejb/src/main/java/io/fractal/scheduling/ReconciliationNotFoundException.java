package io.fractal.scheduling;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** This workspace has no reconciliation of that id. */
public final class ReconciliationNotFoundException extends FractalException {

    /** The reconciliation that was asked for. */
    public ReconciliationNotFoundException(UUID id) {
        super(ErrorKind.NOT_FOUND, "RECONCILIATION_NOT_FOUND", "There is no reconciliation " + id);
    }
}
