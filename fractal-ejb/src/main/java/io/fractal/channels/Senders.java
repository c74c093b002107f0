package io.fractal.channels;

import io.fractal.database.Ids;
import io.fractal.database.Sql;
import io.fractal.spi.ChannelType;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Our own addresses. */
@Stateless
public class Senders {

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private Clock clock;

    /** The sender of an account that an address is, also one that is no longer in use: people still answer to it. */
    public Optional<SenderRef> forAddress(UUID providerAccountId, ChannelType channel, String address) {
        return Sql.on(entities)
                .first(
                        "select " + SenderRef.COLUMNS
                                + " from sender s where s.provider_account_id = ? and s.channel_type = ? and s.address = ?",
                        SenderRef::of,
                        providerAccountId,
                        Addresses.keptUnder(channel),
                        address);
    }

    /**
     * The senders a workspace may write from and be answered at, on all channels, for each channel the one that the settings name
     * first. Pools and names, which nobody can answer, are only among {@link #choices}.
     */
    public List<SenderRef> inUse(UUID workspaceId) {
        return choices(workspaceId).stream().filter(SenderRef::isAnswerable).toList();
    }

    /** Everything a workspace may write from, pools and names included; for each channel the one that the settings name first. */
    public List<SenderRef> choices(UUID workspaceId) {
        return Sql.on(entities)
                .list(
                        "select " + SenderRef.COLUMNS
                                + " from sender s where s.workspace_id = ? and s.retired_at is null"
                                + " order by s.channel_type, s.is_default desc, s.synced_at is not null, s.created_at desc, s.id",
                        SenderRef::of,
                        workspaceId);
    }

    /** Whether a workspace has this sender, in use or not. */
    public boolean exists(UUID workspaceId, UUID senderId) {
        return Sql.on(entities)
                .first(
                        "select id from sender where workspace_id = ? and id = ?",
                        row -> row.uuid("id"),
                        workspaceId,
                        senderId)
                .isPresent();
    }

    /**
     * The sender that writes on a channel when nobody chooses, by decision of the workspace: for a country, else for all others.
     *
     * @param country ISO 3166-1 alpha-2, or {@code null} when it is not known
     */
    public Optional<UUID> decidedFor(UUID workspaceId, ChannelType channel, String country) {
        return Sql.on(entities)
                .first(
                        "select d.sender_id from sender_default d join sender s on s.id = d.sender_id"
                                + " where d.workspace_id = ? and d.channel_type = ? and s.retired_at is null"
                                + " and (d.country is null or d.country = cast(? as text))"
                                + " order by d.country nulls last limit 1",
                        row -> row.uuid("sender_id"),
                        workspaceId,
                        Addresses.keptUnder(channel),
                        country);
    }

    /** The sender that the settings name for a channel. */
    public Optional<UUID> named(UUID workspaceId, ChannelType channel) {
        return Sql.on(entities)
                .first(
                        "select id from sender where workspace_id = ? and channel_type = ? and is_default and retired_at is null",
                        row -> row.uuid("id"),
                        workspaceId,
                        Addresses.keptUnder(channel));
    }

    /**
     * Makes an address ours, if it is not yet. One that was retired comes back into use.
     *
     * @param standard whether it becomes the one used by default on its channel; the one before steps back
     */
    public void add(AccountRef account, ChannelType channel, String address, boolean standard) {
        ChannelType kept = Addresses.keptUnder(channel);
        Sql sql = Sql.on(entities);
        if (standard) {
            sql.update(
                    "update sender set is_default = false"
                            + " where workspace_id = ? and channel_type = ? and address <> ? and is_default",
                    account.workspaceId(),
                    kept,
                    address);
        }
        sql.update(
                "insert into sender (id, workspace_id, provider_account_id, channel_type, address, is_default, created_at, kind)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (provider_account_id, channel_type, address) do update"
                        + " set retired_at = null, gone_at = null, is_default = sender.is_default or excluded.is_default"
                        + " where sender.retired_at is not null or sender.is_default < excluded.is_default",
                Ids.next(),
                account.workspaceId(),
                account.id(),
                kept,
                address,
                standard,
                clock.instant(),
                SenderKinds.of(null, kept, address));
    }

    /**
     * Only senders of the account that has credentials can be written from: those of other accounts are retired, and those of this
     * one are back in use, but for those that the provider does not have any more.
     */
    public void keepOnly(AccountRef account) {
        Sql.on(entities)
                .update(
                        "update sender set retired_at = case when provider_account_id = ? then null else cast(? as timestamptz) end"
                                + " where workspace_id = ? and gone_at is null"
                                + " and (provider_account_id = ?) <> (retired_at is null)",
                        account.id(),
                        clock.instant(),
                        account.workspaceId(),
                        account.id());
    }
}
