package io.fractal.templates;

import io.fractal.database.Cursor;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The templates of a workspace, as they were when the provider was last asked. Those that are deleted are not among them. */
@Stateless
public class Templates {

    private static final String LIST = "templates";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private TemplateRows rows;

    /**
     * The templates that a filter lets through, by name.
     *
     * @throws io.fractal.database.InvalidCursorException when the cursor is not of this list
     */
    public Page<TemplateView> list(UUID workspaceId, TemplateFilter filter, Paging paging) {
        List<Object> arguments = new ArrayList<>(List.of(workspaceId));
        String conditions = conditions(filter, arguments);
        Sql sql = Sql.on(entities);
        long total =
                paging.total(() -> sql.count("select count(*) as n from template t" + conditions, arguments.toArray()));
        Optional<Cursor> last = paging.last(LIST);
        String after =
                last.map(place -> " and (lower(t.name), t.id) > (lower(?), ?)").orElse("");
        last.ifPresent(place -> arguments.addAll(List.of(place.text(0), place.uuid(1))));
        arguments.addAll(List.of(paging.rows(), paging.offset()));
        List<TemplateView> found = sql.list(
                "select " + TemplateRows.COLUMNS + " from template t" + conditions + after
                        + " order by lower(t.name), t.id limit ? offset ?",
                TemplateRows::view,
                arguments.toArray());
        return Page.of(found, paging, total, template -> Cursor.of(LIST, template.name(), template.id()));
    }

    private static String conditions(TemplateFilter filter, List<Object> arguments) {
        StringBuilder conditions = new StringBuilder(" where t.workspace_id = ? and t.deleted_at is null");
        if (filter.text() != null && !filter.text().isBlank()) {
            conditions.append(" and (t.name ilike ? or t.content ->> 'body' ilike ?)");
            arguments.addAll(List.of(anywhere(filter.text()), anywhere(filter.text())));
        }
        if (filter.language() != null) {
            conditions.append(" and (lower(replace(t.language, '-', '_')) || '_') like"
                    + " replace(replace(lower(?), '-', '_'), '_', '\\_') || '\\_%'");
            arguments.add(filter.language().replace("\\", "").replace("%", ""));
        }
        if (filter.status() != null) {
            conditions.append(" and t.approval_status = ?");
            arguments.add(filter.status());
        }
        if (filter.channel() != null) {
            conditions.append(" and t.channels @> array[replace(?, 'MMS', 'SMS')]");
            arguments.add(filter.channel());
        }
        return conditions.toString();
    }

    /** One template by the provider's id or by Fractal's; empty when this workspace has none, or not any more. */
    public Optional<TemplateView> find(UUID workspaceId, String sidOrId) {
        return rows.find(workspaceId, sidOrId);
    }

    /**
     * The same.
     *
     * @throws TemplateNotFoundException when this workspace has none, or not any more
     */
    public TemplateView get(UUID workspaceId, String sidOrId) {
        return find(workspaceId, sidOrId).orElseThrow(() -> new TemplateNotFoundException(sidOrId));
    }

    /**
     * A template as it will read with these values, by name; those that are missing are named.
     *
     * @throws TemplateNotFoundException when this workspace has no such template
     */
    public Rendered preview(UUID workspaceId, String sidOrId, Map<String, String> variables) {
        return TemplateRendering.render(get(workspaceId, sidOrId), variables);
    }

    /** A pattern for {@code ilike} that finds a text anywhere, whatever characters it holds. */
    private static String anywhere(String text) {
        return "%" + text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
