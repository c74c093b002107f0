package io.fractal.identity;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** Nobody would be left who may do everything in the workspace. */
public final class LastOwnerException extends FractalException {

    LastOwnerException(UUID workspaceId) {
        super(ErrorKind.CONFLICT, "LAST_OWNER", "The workspace " + workspaceId + " would be left without an owner");
    }
}
