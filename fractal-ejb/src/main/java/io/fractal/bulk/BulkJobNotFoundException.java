package io.fractal.bulk;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** This workspace has no job of that id. */
public final class BulkJobNotFoundException extends FractalException {

    /** The job that was asked for. */
    public BulkJobNotFoundException(UUID jobId) {
        super(ErrorKind.NOT_FOUND, "BULK_JOB_NOT_FOUND", "There is no bulk job " + jobId);
    }
}
