package io.fractal.bulk;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** The job has been completed or canceled, so nothing about it can be changed any more. */
public final class BulkJobOverException extends FractalException {

    /** The job that was to be changed. */
    public BulkJobOverException(UUID jobId) {
        super(ErrorKind.CONFLICT, "BULK_JOB_OVER", "Bulk job " + jobId + " is completed or canceled");
    }
}
