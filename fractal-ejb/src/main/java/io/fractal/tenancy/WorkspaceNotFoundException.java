package io.fractal.tenancy;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** There is no workspace of that id, or none that the caller belongs to: who asks is not told which. */
public final class WorkspaceNotFoundException extends FractalException {

    /** The workspace that was asked for. */
    public WorkspaceNotFoundException(UUID workspaceId) {
        super(ErrorKind.NOT_FOUND, "WORKSPACE_NOT_FOUND", "There is no workspace " + workspaceId + " for the caller");
    }
}
