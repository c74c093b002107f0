package io.fractal.tenancy;

import io.fractal.database.Ids;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds workspaces, and makes them. */
@Stateless
public class Workspaces {

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    /**
     * The oldest workspace, which exists from the first start on.
     *
     * @throws IllegalStateException when there is none
     */
    public Workspace first() {
        return oldest().orElseThrow(() -> new IllegalStateException("There is no workspace yet"));
    }

    /** The oldest workspace, if there is one. */
    public Optional<Workspace> oldest() {
        List<Workspace> found = entities.createQuery(
                        "select w from Workspace w order by w.createdAt, w.id", Workspace.class)
                .setMaxResults(1)
                .getResultList();
        return found.stream().findFirst();
    }

    /** All workspaces, oldest first. */
    public List<Workspace> all() {
        return entities.createQuery("select w from Workspace w order by w.createdAt, w.id", Workspace.class)
                .getResultList();
    }

    /** The workspace with this id. */
    public Optional<Workspace> find(UUID id) {
        return Optional.ofNullable(entities.find(Workspace.class, id));
    }

    /**
     * Makes a workspace.
     *
     * @param name the name shown to people
     * @param slug its short name in addresses, unique
     * @param defaultRegion the country assumed for numbers without a country code
     * @param timeZone the zone its people live in
     * @param now the present time
     */
    public Workspace create(String name, String slug, String defaultRegion, ZoneId timeZone, Instant now) {
        Workspace workspace = new Workspace(Ids.next(), name, slug, defaultRegion, timeZone, now);
        entities.persist(workspace);
        return workspace;
    }
}
