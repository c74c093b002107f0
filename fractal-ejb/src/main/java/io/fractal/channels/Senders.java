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
        return entities.createQuery(
                        "select s from Sender s where s.providerAccountId = :account and s.channel = :channel"
                                + " and s.address = :address",
                        Sender.class)
                .setParameter("account", providerAccountId)
                .setParameter("channel", Addresses.keptUnder(channel))
                .setParameter("address", address)
                .getResultStream()
                .findFirst()
                .map(SenderRef::of);
    }

    /** The senders a workspace may write from, on all channels, for each channel the one used by default first. */
    public List<SenderRef> inUse(UUID workspaceId) {
        return entities.createQuery(
                        "select s from Sender s where s.workspaceId = :workspace and s.retiredAt is null"
                                + " order by s.channel, s.standard desc, s.createdAt desc, s.id",
                        Sender.class)
                .setParameter("workspace", workspaceId)
                .getResultStream()
                .map(SenderRef::of)
                .toList();
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
                "insert into sender (id, workspace_id, provider_account_id, channel_type, address, is_default, created_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (provider_account_id, channel_type, address) do update"
                        + " set retired_at = null, is_default = sender.is_default or excluded.is_default"
                        + " where sender.retired_at is not null or sender.is_default < excluded.is_default",
                Ids.next(),
                account.workspaceId(),
                account.id(),
                kept,
                address,
                standard,
                clock.instant());
    }

    /**
     * Only senders of the account that has credentials can be written from: those of other accounts are retired, and those of this
     * one are back in use.
     */
    public void keepOnly(AccountRef account) {
        Sql.on(entities)
                .update(
                        "update sender set retired_at = case when provider_account_id = ? then null else cast(? as timestamptz) end"
                                + " where workspace_id = ? and (provider_account_id = ?) <> (retired_at is null)",
                        account.id(),
                        clock.instant(),
                        account.workspaceId(),
                        account.id());
    }
}
