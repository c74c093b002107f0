package io.fractal.templates;

import io.fractal.channels.AccountRef;
import io.fractal.database.ChangedMeanwhileException;
import io.fractal.database.Ids;
import io.fractal.database.Json;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import io.fractal.events.EventLog;
import io.fractal.events.NewEvent;
import io.fractal.spi.ChannelType;
import io.fractal.spi.ProviderTemplate;
import io.fractal.spi.TemplateApproval;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads and writes templates. Works in the caller's transaction. */
@ApplicationScoped
public class TemplateRows {

    static final String COLUMNS = "t.id, t.provider_template_id, t.name, t.language, t.type, t.content, t.samples,"
            + " t.channels, t.approval_status, t.provider_status, t.category, t.rejection_reason,"
            + " t.created_at, t.updated_at";

    /** Now, but later than the last change in any case: the time of the last change tells one state from another. */
    private static final String LATER = "greatest(cast(? as timestamptz), updated_at + interval '1 microsecond')";

    @Inject
    private EntityManager entities;

    @EJB
    private EventLog events;

    @Inject
    private Clock clock;

    static TemplateView view(Row row) throws SQLException {
        return new TemplateView(
                row.uuid("id"),
                row.text("provider_template_id"),
                row.text("name"),
                row.text("language"),
                StoredContent.read(row.text("type"), row.text("content")),
                StoredContent.texts(row.text("samples")),
                row.texts("channels").stream().map(ChannelType::valueOf).collect(Collectors.toSet()),
                new TemplateApproval(
                        TemplateApproval.Status.valueOf(row.text("approval_status")),
                        row.text("provider_status"),
                        Optional.ofNullable(row.text("category")),
                        Optional.ofNullable(row.text("rejection_reason"))),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    /** A template by the provider's id or by Fractal's. */
    Optional<TemplateView> find(UUID workspaceId, String sidOrId) {
        return Sql.on(entities)
                .first(
                        "select " + COLUMNS + " from template t where t.workspace_id = ? and t.deleted_at is null"
                                + " and (t.provider_template_id = ? or cast(t.id as text) = lower(?))",
                        TemplateRows::view,
                        workspaceId,
                        sidOrId,
                        sidOrId);
    }

    /** One takes over what an account's provider keeps at a time. */
    void lock(AccountRef account) {
        Sql.on(entities).lock("templates:" + account.id());
    }

    /** What is known of an account's templates, those that are gone included. */
    List<Known> known(AccountRef account) {
        return Sql.on(entities)
                .list(
                        "select " + COLUMNS + ", t.synced_at, t.deleted_at is not null as gone from template t"
                                + " where t.workspace_id = ? and t.provider_account_id = ?",
                        row -> new Known(view(row), row.instant("synced_at"), row.flag("gone")),
                        account.workspaceId(),
                        account.id());
    }

    /**
     * A template as it is known here.
     *
     * @param syncedAt when it was last seen at the provider, or changed here
     * @param gone whether it is deleted
     */
    record Known(TemplateView view, Instant syncedAt, boolean gone) {

        /** Whether nothing that is shown differs. */
        boolean isLike(ProviderTemplate template) {
            return !gone
                    && view.name().equals(template.name())
                    && view.language().equals(template.language())
                    && view.content().equals(template.content())
                    && view.samples().equals(template.samples())
                    && view.channels().equals(TemplateChannels.of(template))
                    && view.approval().equals(template.approval());
        }
    }

    /** Keeps a template as the provider has it now, new or changed or back again. */
    void keep(AccountRef account, ProviderTemplate template) {
        Instant now = clock.instant();
        TemplateApproval approval = template.approval();
        UUID id = Sql.on(entities)
                .list(
                        "insert into template as t (id, workspace_id, provider_account_id, provider_template_id, name, language,"
                                + " type, content, samples, channels, approval_status, provider_status, category,"
                                + " rejection_reason, raw, provider_updated_at, synced_at, created_at, updated_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), cast(? as jsonb), cast(? as text[]), ?, ?, ?, ?,"
                                + " cast(? as jsonb), ?, ?, ?, ?)"
                                + " on conflict (provider_account_id, provider_template_id) do update set name = excluded.name,"
                                + " language = excluded.language, type = excluded.type, content = excluded.content,"
                                + " samples = excluded.samples, channels = excluded.channels,"
                                + " approval_status = excluded.approval_status, provider_status = excluded.provider_status,"
                                + " category = excluded.category, rejection_reason = excluded.rejection_reason,"
                                + " raw = excluded.raw, provider_updated_at = excluded.provider_updated_at,"
                                + " synced_at = excluded.synced_at, deleted_at = null,"
                                + " updated_at = greatest(excluded.updated_at, t.updated_at + interval '1 microsecond')"
                                + " returning id",
                        row -> row.uuid("id"),
                        Ids.next(),
                        account.workspaceId(),
                        account.id(),
                        template.id(),
                        template.name(),
                        template.language(),
                        template.content().type(),
                        StoredContent.write(template.content()),
                        Json.write(template.samples()),
                        TemplateChannels.of(template).stream().map(Enum::name).toList(),
                        approval.status(),
                        approval.providerStatus(),
                        approval.category().orElse(null),
                        approval.rejectionReason().orElse(null),
                        template.rawJson(),
                        template.updatedAt(),
                        now,
                        now,
                        now)
                .get(0);
        log(account.workspaceId(), "template.updated", id, template.id(), approval);
    }

    /** Notes that these were seen at the provider just as they are known. */
    void seen(List<UUID> templateIds) {
        Sql.on(entities)
                .update(
                        "update template set synced_at = ? where id = any(cast(? as uuid[]))",
                        clock.instant(),
                        templateIds);
    }

    /** Takes over how the approval of a template stands. */
    void approval(UUID workspaceId, TemplateView template, TemplateApproval approval) {
        Sql.on(entities)
                .update(
                        "update template set approval_status = ?, provider_status = ?, category = coalesce(?, category),"
                                + " rejection_reason = ?, synced_at = ?, updated_at = " + LATER
                                + " where workspace_id = ? and id = ?",
                        approval.status(),
                        approval.providerStatus(),
                        approval.category().orElse(null),
                        approval.rejectionReason().orElse(null),
                        clock.instant(),
                        clock.instant(),
                        workspaceId,
                        template.id());
        log(workspaceId, "template.updated", template.id(), template.sid(), approval);
    }

    /**
     * Marks a template as deleted.
     *
     * @param expected the state that is to be deleted, as the time of its last change; {@code null} for any
     * @throws ChangedMeanwhileException when it is in another state
     */
    void retire(UUID workspaceId, TemplateView template, Instant expected) {
        int retired = Sql.on(entities)
                .update(
                        "update template set deleted_at = ?, synced_at = ?, updated_at = " + LATER
                                + " where workspace_id = ? and id = ? and deleted_at is null"
                                + " and updated_at = coalesce(cast(? as timestamptz), updated_at)",
                        clock.instant(),
                        clock.instant(),
                        clock.instant(),
                        workspaceId,
                        template.id(),
                        expected);
        if (retired == 0 && expected != null) {
            throw new ChangedMeanwhileException(template.id());
        }
        if (retired > 0) {
            log(workspaceId, "template.deleted", template.id(), template.sid(), template.approval());
        }
    }

    /** Takes a deletion back that the provider did not carry out. */
    void restore(UUID workspaceId, TemplateView template) {
        Sql.on(entities)
                .update(
                        "update template set deleted_at = null, updated_at = " + LATER
                                + " where workspace_id = ? and id = ? and deleted_at is not null",
                        clock.instant(),
                        workspaceId,
                        template.id());
        log(workspaceId, "template.updated", template.id(), template.sid(), template.approval());
    }

    /** The templates of a workspace's other accounts: nothing can be sent through them any more. */
    List<TemplateView> ofOthers(AccountRef account) {
        return Sql.on(entities)
                .list(
                        "select " + COLUMNS + " from template t where t.workspace_id = ? and t.provider_account_id <> ?"
                                + " and t.deleted_at is null",
                        TemplateRows::view,
                        account.workspaceId(),
                        account.id());
    }

    /** Whether an approval of one of an account's templates is still open. */
    boolean anyPending(AccountRef account) {
        return Sql.on(entities)
                        .count(
                                "select count(*) as n from template where workspace_id = ? and provider_account_id = ?"
                                        + " and approval_status = 'PENDING' and deleted_at is null",
                                account.workspaceId(),
                                account.id())
                > 0;
    }

    private void log(UUID workspaceId, String type, UUID id, String sid, TemplateApproval approval) {
        Map<String, Object> data = Map.of(
                "templateId",
                id.toString(),
                "sid",
                sid,
                "status",
                approval.status().name());
        events.append(workspaceId, new NewEvent(type, null, null, null, data));
    }
}
