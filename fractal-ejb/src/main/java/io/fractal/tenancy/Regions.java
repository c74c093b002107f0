package io.fractal.tenancy;

import io.fractal.database.ShortMemory;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The regions that workspaces assume for numbers without a country code; asked for with every message. */
@ApplicationScoped
public class Regions {

    @EJB
    private Workspaces workspaces;

    private final ShortMemory<UUID, String> regions = new ShortMemory<>();

    /** A workspace's default region, ISO 3166-1 alpha-2, as it was within the last second; empty when there is no such workspace. */
    public Optional<String> of(UUID workspaceId) {
        return regions.get(workspaceId, id -> workspaces.find(id).map(Workspace::getDefaultRegion));
    }
}
