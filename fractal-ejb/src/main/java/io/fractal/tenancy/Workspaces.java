package io.fractal.tenancy;

import io.fractal.database.ChangedMeanwhileException;
import io.fractal.database.Ids;
import io.fractal.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Finds workspaces, and makes them. */
@Stateless
public class Workspaces {

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private Clock clock;

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

    /** Makes a workspace as somebody wants it, with a slug of its name. */
    public Workspace create(WorkspaceTraits traits) {
        Sql sql = Sql.on(entities);
        sql.lock("fractal.workspace.slug");
        String slug = Slug.of(traits.name());
        List<String> taken =
                sql.list("select slug from workspace where starts_with(slug, ?)", row -> row.text("slug"), slug);
        UUID id = Ids.next();
        Instant now = clock.instant();
        sql.update(
                "insert into workspace (id, name, slug, default_region, language, time_zone, created_at, updated_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                traits.name(),
                Slug.free(slug, taken),
                traits.defaultRegion(),
                traits.language(),
                traits.timeZone().getId(),
                now,
                now);
        return entities.find(Workspace.class, id);
    }

    /**
     * Changes what people decide about a workspace. Its slug stays, as it may stand in addresses that people keep.
     *
     * @param expected when it was last changed as far as the caller knows; {@code null} when any state will do
     * @param change makes of how it is how it is to be
     * @return as it is now
     * @throws WorkspaceNotFoundException when there is none of this id
     * @throws ChangedMeanwhileException when it is no longer as the caller expects it
     */
    public Workspace change(UUID workspaceId, Instant expected, UnaryOperator<WorkspaceTraits> change) {
        Sql sql = Sql.on(entities);
        sql.first("select id from workspace where id = ? for no key update", row -> row.uuid("id"), workspaceId)
                .orElseThrow(() -> new WorkspaceNotFoundException(workspaceId));
        Workspace present = entities.find(Workspace.class, workspaceId);
        entities.refresh(present);
        if (expected != null && !expected.equals(present.getUpdatedAt().truncatedTo(ChronoUnit.MICROS))) {
            throw new ChangedMeanwhileException(workspaceId);
        }
        WorkspaceTraits before = present.traits();
        WorkspaceTraits after = change.apply(before);
        if (!after.equals(before)) {
            write(sql, workspaceId, after);
            entities.refresh(present);
        }
        return present;
    }

    private void write(Sql sql, UUID workspaceId, WorkspaceTraits traits) {
        sql.update(
                "update workspace set name = ?, time_zone = ?, default_region = ?, language = ?, updated_at = ? where id = ?",
                traits.name(),
                traits.timeZone().getId(),
                traits.defaultRegion(),
                traits.language(),
                clock.instant(),
                workspaceId);
    }
}
