package io.fractal.contacts;

import io.fractal.configuration.FieldError;
import java.util.List;

/**
 * What became of one row of an import.
 *
 * @param number the row's number in the file
 * @param errors what is wrong with it; of a row that did not fail, what of it could not be taken
 */
public record ImportedRow(long number, Outcome outcome, List<FieldError> errors) {

    public ImportedRow {
        errors = List.copyOf(errors);
    }

    static ImportedRow failed(long number, List<FieldError> errors) {
        return new ImportedRow(number, Outcome.FAILED, errors);
    }

    static ImportedRow failed(long number, FieldError error) {
        return failed(number, List.of(error));
    }

    ImportedRow but(List<FieldError> notTaken) {
        return notTaken.isEmpty() ? this : new ImportedRow(number, outcome, notTaken);
    }

    static ImportedRow of(long number, Outcome outcome) {
        return new ImportedRow(number, outcome, List.of());
    }

    /** What can become of a row. */
    public enum Outcome {
        CREATED,
        UPDATED,
        /** The mode does not want it: there is such a contact already, or there is none. */
        SKIPPED,
        FAILED
    }
}
