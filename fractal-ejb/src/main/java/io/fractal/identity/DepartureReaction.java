package io.fractal.identity;

import java.util.UUID;

/** What another component does when somebody leaves a workspace. Found by CDI; for use inside that transaction. */
public interface DepartureReaction {

    /** Somebody is no longer a member; the membership is gone already. */
    void left(UUID workspaceId, UUID userId);
}
