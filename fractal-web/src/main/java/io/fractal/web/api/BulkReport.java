package io.fractal.web.api;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.fractal.bulk.BulkJobs;
import io.fractal.bulk.BulkRecipientView;
import io.fractal.web.representation.BulkRecipientJson;
import io.fractal.web.representation.ErrorWords;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes what became of each recipient of a job, a part at a time, so that a large job takes no more memory than a small one. */
@ApplicationScoped
public class BulkReport {

    private static final int AT_ONCE = 1_000;
    private static final List<String> COLUMNS =
            List.of("index", "to", "contactId", "status", "messageId", "messageStatus", "errorCode", "errorMessage");

    @EJB
    BulkJobs jobs;

    @Inject
    ErrorWords words;

    void write(UUID workspaceId, UUID jobId, OutputStream out) throws IOException {
        CsvWriter csv =
                CsvWriter.builder().build(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
        csv.writeRecord(COLUMNS);
        List<BulkRecipientView> part = jobs.recipientsAfter(workspaceId, jobId, -1, AT_ONCE);
        while (!part.isEmpty()) {
            part.forEach(recipient -> csv.writeRecord(cells(BulkRecipientJson.of(recipient, words))));
            part = jobs.recipientsAfter(
                    workspaceId, jobId, part.get(part.size() - 1).index(), AT_ONCE);
        }
        csv.flush();
    }

    private static List<String> cells(BulkRecipientJson recipient) {
        return Stream.of(
                        recipient.index(),
                        Objects.toString(recipient.to(), ""),
                        Objects.toString(recipient.contactId(), ""),
                        recipient.status(),
                        Objects.toString(recipient.messageId(), ""),
                        Objects.toString(recipient.messageStatus(), ""),
                        Objects.toString(recipient.errorCode(), ""),
                        Objects.toString(recipient.errorMessage(), ""))
                .map(value -> CsvCells.defused(value.toString()))
                .toList();
    }
}
