package io.fractal.web.api;

import io.fractal.contacts.ImportedRow;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What came of an import. */
@Schema(name = "ImportReport")
public record ImportReport(
        @Schema(example = "998", description = "How many rows were read, without the first")
        long rows,

        @Schema(example = "950") long created,
        @Schema(example = "40") long updated,

        @Schema(example = "5", description = "Rows that the mode does not want")
        long skipped,

        @Schema(example = "3") long failed,

        @Schema(description = "false when the file could not be read to its end; the last of errors tells why")
        boolean complete,

        @Schema(description = "Whether nothing was written") boolean dryRun,

        @Schema(description = "The first 1,000") List<ImportProblem> errors) {

    /** Counts while the file is read. For one thread. */
    static final class Tally {

        private static final int MOST_ERRORS = 1000;

        private final boolean dryRun;
        private final List<ImportProblem> errors = new ArrayList<>();
        private long rows;
        private long created;
        private long updated;
        private long skipped;
        private long failed;
        private boolean complete = true;

        Tally(boolean dryRun) {
            this.dryRun = dryRun;
        }

        void read() {
            rows++;
        }

        void took(ImportedRow row) {
            switch (row.outcome()) {
                case CREATED -> created++;
                case UPDATED -> updated++;
                case SKIPPED -> skipped++;
                case FAILED -> failed++;
            }
        }

        void failed(ImportProblem problem) {
            failed++;
            tell(problem);
        }

        void tell(ImportProblem problem) {
            if (errors.size() < MOST_ERRORS) {
                errors.add(problem);
            }
        }

        void broke(ImportProblem problem) {
            complete = false;
            if (errors.size() == MOST_ERRORS) {
                errors.remove(MOST_ERRORS - 1);
            }
            errors.add(problem);
        }

        long rows() {
            return rows;
        }

        ImportReport report() {
            return new ImportReport(rows, created, updated, skipped, failed, complete, dryRun, List.copyOf(errors));
        }
    }
}
