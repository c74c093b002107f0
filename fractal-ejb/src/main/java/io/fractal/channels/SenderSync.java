package io.fractal.channels;

import io.fractal.configuration.Settings;
import io.fractal.database.Ids;
import io.fractal.database.Json;
import io.fractal.database.Sql;
import io.fractal.database.Transactions;
import io.fractal.plugins.PluginFailedException;
import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.ChannelType;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.ProviderSender;
import io.fractal.spi.SenderDirectory;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Takes over what the provider keeps of senders, and sets their webhooks there. The provider is asked without a transaction; what it
 * answered is then written in one. What it does not have any more is retired, unless the settings name it: it may not be one that the
 * provider lists.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SenderSync {

    static final String KIND = "senders";

    private static final Duration USUAL = Duration.ofHours(1);

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private ProviderAdapters adapters;

    @Inject
    private ProviderSyncs syncs;

    @EJB
    private SenderCatalog catalog;

    @EJB
    private Transactions transactions;

    @Inject
    private Settings settings;

    @Inject
    private Clock clock;

    /**
     * What came of a sync.
     *
     * @param added how many senders are new, or back again
     * @param updated how many were known
     * @param removed how many are gone
     * @param total how many the provider has
     */
    public record Report(int added, int updated, int removed, int total) {}

    /**
     * Asks the provider now.
     *
     * @throws ProviderCallException when nobody can be asked, or there is no answer; what is known stays as it is
     */
    public Report sync(UUID workspaceId) {
        AccountRef account =
                adapters.current(workspaceId).orElseThrow(() -> ProviderCallException.notOffered("senders"));
        try {
            return sync(account, directory(account).orElseThrow(() -> ProviderCallException.notOffered("senders")));
        } catch (ProviderFailedException failure) {
            syncs.failed(account, KIND, failure);
            throw ProviderCallException.of(failure);
        }
    }

    /** Asks the provider if the last answer is old, and it is this node's turn. Fails for nobody. */
    public void syncIfDue(UUID workspaceId) {
        Optional<AccountRef> account = adapters.current(workspaceId);
        Optional<SenderDirectory> directory = account.flatMap(this::directory);
        if (directory.isPresent() && syncs.isDue(account.get(), KIND, USUAL)) {
            try {
                sync(account.get(), directory.get());
            } catch (ProviderFailedException | PluginFailedException failure) {
                syncs.failed(account.get(), KIND, failure);
            }
        }
    }

    /**
     * Has the provider deliver what comes in for a sender to this Fractal.
     *
     * @return the sender with the address that the provider has now
     * @throws SenderNotFoundException when this workspace has none of that id
     * @throws ProviderCallException when the provider does not have it, it has no webhooks of its own, or there is no answer
     */
    public SenderView pointHere(UUID workspaceId, UUID senderId) {
        SenderView sender = catalog.get(workspaceId, senderId);
        AccountRef account =
                adapters.current(workspaceId).orElseThrow(() -> ProviderCallException.notOffered("senders"));
        SenderDirectory directory = directory(account).orElseThrow(() -> ProviderCallException.notOffered("senders"));
        try {
            ProviderSender there = directory.list().stream()
                    .filter(found -> keptUnder(found) == sender.channel()
                            && found.address().equals(sender.address()))
                    .findFirst()
                    .orElseThrow(() -> ProviderCallException.notOffered("sender " + senderId));
            directory.setWebhooks(there, WebhookHome.of(settings, account.provider()));
            sync(account, directory);
        } catch (ProviderFailedException failure) {
            throw ProviderCallException.of(failure);
        }
        return catalog.get(workspaceId, senderId);
    }

    private Optional<SenderDirectory> directory(AccountRef account) {
        return adapters.of(account).flatMap(ChannelAdapter::senders);
    }

    private Report sync(AccountRef account, SenderDirectory directory) throws ProviderFailedException {
        Instant asked = clock.instant();
        List<ProviderSender> there = directory.list();
        Report report = transactions.inNew(() -> takeOver(account, there, asked));
        syncs.succeeded(account, KIND);
        return report;
    }

    private Report takeOver(AccountRef account, List<ProviderSender> there, Instant asked) {
        Sql.on(entities).lock("senders:" + account.id());
        Set<UUID> inUse = inUse(account);
        Set<UUID> seen = new HashSet<>();
        there.forEach(sender -> seen.add(keep(account, sender)));
        int removed = retireOthers(account, seen, asked);
        int known = (int) seen.stream().filter(inUse::contains).count();
        return new Report(seen.size() - known, known, removed, seen.size());
    }

    private Set<UUID> inUse(AccountRef account) {
        return new HashSet<>(Sql.on(entities)
                .list(
                        "select id from sender where provider_account_id = ? and retired_at is null",
                        row -> row.uuid("id"),
                        account.id()));
    }

    private UUID keep(AccountRef account, ProviderSender sender) {
        Instant now = clock.instant();
        return Sql.on(entities)
                .list(
                        "insert into sender as s (id, workspace_id, provider_account_id, channel_type, address, is_default,"
                                + " created_at, kind, provider_sender_id, provider_label, country, channels, pool_ids,"
                                + " verification, incoming_url, details, synced_at)"
                                + " values (?, ?, ?, ?, ?, false, ?, ?, ?, ?, ?, cast(? as text[]), cast(? as text[]), ?, ?,"
                                + " cast(? as jsonb), ?)"
                                + " on conflict (provider_account_id, channel_type, address) do update set kind = excluded.kind,"
                                + " provider_sender_id = excluded.provider_sender_id, provider_label = excluded.provider_label,"
                                + " country = excluded.country, channels = excluded.channels, pool_ids = excluded.pool_ids,"
                                + " verification = excluded.verification, incoming_url = excluded.incoming_url,"
                                + " details = excluded.details, synced_at = excluded.synced_at, retired_at = null, gone_at = null"
                                + " returning id",
                        row -> row.uuid("id"),
                        Ids.next(),
                        account.workspaceId(),
                        account.id(),
                        keptUnder(sender),
                        sender.address(),
                        now,
                        sender.kind(),
                        sender.id(),
                        sender.label(),
                        country(sender),
                        sender.channels().stream().map(Enum::name).sorted().toList(),
                        sender.poolIds(),
                        sender.verification().orElse(null),
                        sender.incomingUrl().orElse(null),
                        Json.write(sender.details()),
                        now)
                .get(0);
    }

    /** A number's country stands in itself; what has none is told by the provider. */
    private static String country(ProviderSender sender) {
        return PhoneNumbers.region(sender.address()).or(sender::country).orElse(null);
    }

    /** A pool is kept under SMS, which every pool can carry. */
    private static ChannelType keptUnder(ProviderSender sender) {
        return switch (sender.kind()) {
            case WHATSAPP -> ChannelType.WHATSAPP;
            case MESSENGER -> ChannelType.MESSENGER;
            case RCS -> ChannelType.RCS;
            case LONG_CODE, TOLL_FREE, SHORT_CODE, ALPHANUMERIC, POOL -> ChannelType.SMS;
        };
    }

    private int retireOthers(AccountRef account, Set<UUID> seen, Instant asked) {
        return Sql.on(entities)
                .update(
                        "update sender set retired_at = ?, gone_at = ? where provider_account_id = ? and retired_at is null"
                                + " and synced_at <= ? and not is_default and id <> all (cast(? as uuid[]))",
                        clock.instant(),
                        clock.instant(),
                        account.id(),
                        asked,
                        List.copyOf(seen));
    }
}
