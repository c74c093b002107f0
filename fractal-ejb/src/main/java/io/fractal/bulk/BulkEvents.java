package io.fractal.bulk;

import io.fractal.events.EventLog;
import io.fractal.events.NewEvent;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Tells that a job has moved on: about once a second, however many of its messages did. Works in the caller's transaction. */
@ApplicationScoped
public class BulkEvents {

    @EJB
    private EventLog events;

    void updated(UUID workspaceId, UUID jobId) {
        events.append(
                workspaceId, new NewEvent("bulk.updated", null, null, null, Map.of("bulkJobId", jobId.toString())));
    }
}
