package io.fractal.contacts;

import io.fractal.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** Makes two contacts one, as far as they themselves are concerned. Works in the caller's transaction. */
@ApplicationScoped
public class ContactUnion {

    @Inject
    private EntityManager entities;

    @Inject
    private ContactRows rows;

    @Inject
    private Clock clock;

    /**
     * Gives one contact everything that another has: addresses, notes, tags, and what it lacks of e-mail address, language and metadata.
     * Both must be held with their addresses. The other remains as a signpost only.
     */
    public void unite(UUID workspaceId, UUID survivor, UUID other) {
        Sql sql = Sql.on(entities);
        sql.update(
                "update contact_address set contact_id = ?, is_primary = false where workspace_id = ? and contact_id = ?",
                survivor,
                workspaceId,
                other);
        rows.settlePrimary(survivor, null);
        sql.update(
                "update contact_note set contact_id = ? where workspace_id = ? and contact_id = ?",
                survivor,
                workspaceId,
                other);
        sql.update(
                "update contact s set email = coalesce(s.email, o.email), locale = coalesce(s.locale, o.locale),"
                        + " metadata = o.metadata || s.metadata, tags = (select coalesce(array_agg(t.tag order by t.place), '{}')"
                        + " from (select tag, min(place) as place from unnest(s.tags || o.tags) with ordinality as u (tag, place)"
                        + " group by tag order by place limit ?) as t),"
                        + " updated_at = greatest(cast(? as timestamptz), s.updated_at + interval '1 microsecond') from contact o where s.id = ? and o.id = ?",
                ContactChecks.MOST_TAGS,
                clock.instant(),
                survivor,
                other);
        sql.update(
                "update contact set merged_into = ?, email = null, locale = null, tags = '{}', metadata = '{}',"
                        + " updated_at = " + ContactRows.LATER + " where id = ?",
                survivor,
                clock.instant(),
                other);
        // whoever came to the other before is told the last in the chain at once
        sql.update("update contact set merged_into = ? where merged_into = ?", survivor, other);
        rows.log(workspaceId, "contact.merged", survivor, Map.of("mergedContactId", other.toString()));
    }
}
