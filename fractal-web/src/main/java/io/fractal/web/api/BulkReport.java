package io.fractal.web.api;

import io.fractal.bulk.BulkJobs;
import io.fractal.bulk.BulkRecipientView;
import io.fractal.web.notation.CsvLine;
import io.fractal.web.representation.BulkRecipientJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Writes what became of each recipient of a job, a part at a time, so that a large job takes no more memory than a small one. */
@ApplicationScoped
public class BulkReport {

    private static final int AT_ONCE = 1_000;
    private static final List<String> COLUMNS =
            List.of("index", "to", "contactId", "status", "messageId", "messageStatus", "errorCode", "errorMessage");

    @Inject
    BulkJobs jobs;

    void write(UUID workspaceId, UUID jobId, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(CsvLine.of(COLUMNS));
        List<BulkRecipientView> part = jobs.recipientsAfter(workspaceId, jobId, -1, AT_ONCE);
        while (!part.isEmpty()) {
            for (BulkRecipientView recipient : part) {
                writer.write(line(BulkRecipientJson.of(recipient)));
            }
            part = jobs.recipientsAfter(
                    workspaceId, jobId, part.get(part.size() - 1).index(), AT_ONCE);
        }
        writer.flush();
    }

    private static String line(BulkRecipientJson recipient) {
        return CsvLine.of(Arrays.asList(
                recipient.index(),
                recipient.to(),
                recipient.contactId(),
                recipient.status(),
                recipient.messageId(),
                recipient.messageStatus(),
                recipient.errorCode(),
                recipient.errorMessage()));
    }
}
