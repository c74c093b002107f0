package io.fractal.conversations;

import io.fractal.database.Sql;
import io.fractal.events.EventLog;
import io.fractal.events.NewEvent;
import io.fractal.identity.DepartureReaction;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** Whoever leaves a workspace leaves their conversations to the others. */
@ApplicationScoped
public class AssignmentRelease implements DepartureReaction {

    @Inject
    private EntityManager entities;

    @EJB
    private EventLog events;

    @Inject
    private Clock clock;

    @Override
    public void left(UUID workspaceId, UUID userId) {
        Sql.on(entities)
                .list(
                        "update conversation set assignee_id = null, updated_at = ? where workspace_id = ? and assignee_id = ?"
                                + " returning id, contact_id",
                        row -> new NewEvent(
                                "conversation.updated", row.uuid("id"), null, row.uuid("contact_id"), Map.of()),
                        clock.instant(),
                        workspaceId,
                        userId)
                .forEach(event -> events.append(workspaceId, event));
    }
}
