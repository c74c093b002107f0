package io.fractal.templates;

import io.fractal.channels.AccountRef;
import io.fractal.channels.ProviderAdapters;
import io.fractal.channels.ProviderCallException;
import io.fractal.channels.ProviderSyncs;
import io.fractal.database.Transactions;
import io.fractal.plugins.PluginFailedException;
import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.ProviderTemplate;
import io.fractal.spi.TemplateDirectory;
import io.fractal.templates.TemplateRows.Known;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes over what the provider keeps of templates. The provider is asked without a transaction; what it answered is then written in one.
 * What changed here while it was being asked is left for the next time, because the answer may be older.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TemplateSync {

    static final String KIND = "templates";

    private static final Duration USUAL = Duration.ofHours(1);

    /** WhatsApp decides within minutes, and somebody waits for it. */
    private static final Duration WHILE_PENDING = Duration.ofSeconds(50);

    @Inject
    private ProviderAdapters adapters;

    @Inject
    private ProviderSyncs syncs;

    @Inject
    private TemplateRows rows;

    @EJB
    private Transactions transactions;

    @Inject
    private Clock clock;

    /**
     * What came of a sync.
     *
     * @param added how many templates are new, or back again
     * @param updated how many have changed
     * @param removed how many are gone
     * @param total how many there are now
     */
    public record Report(int added, int updated, int removed, int total) {}

    /**
     * Asks the provider now.
     *
     * @throws ProviderCallException when nobody can be asked, or there is no answer; what is known stays as it is
     */
    public Report sync(UUID workspaceId) {
        AccountRef account =
                adapters.current(workspaceId).orElseThrow(() -> ProviderCallException.notOffered("templates"));
        try {
            return sync(account, directory(account).orElseThrow(() -> ProviderCallException.notOffered("templates")));
        } catch (ProviderFailedException failure) {
            syncs.failed(account, KIND, failure);
            throw ProviderCallException.of(failure);
        }
    }

    /** Asks the provider if the last answer is old, or an approval is open, and it is this node's turn. Fails for nobody. */
    public void syncIfDue(UUID workspaceId) {
        Optional<AccountRef> account = adapters.current(workspaceId);
        if (account.isEmpty()) {
            return;
        }
        Duration every = transactions.inNew(() -> rows.anyPending(account.get())) ? WHILE_PENDING : USUAL;
        Optional<TemplateDirectory> directory = directory(account.get());
        if (directory.isPresent() && syncs.isDue(account.get(), KIND, every)) {
            try {
                sync(account.get(), directory.get());
            } catch (ProviderFailedException | PluginFailedException failure) {
                syncs.failed(account.get(), KIND, failure);
            }
        }
    }

    private Optional<TemplateDirectory> directory(AccountRef account) {
        return adapters.of(account).flatMap(ChannelAdapter::templates);
    }

    private Report sync(AccountRef account, TemplateDirectory directory) throws ProviderFailedException {
        Instant asked = clock.instant();
        List<ProviderTemplate> there = directory.list();
        Report report = transactions.inNew(() -> takeOver(account, there, asked));
        syncs.succeeded(account, KIND);
        return report;
    }

    private Report takeOver(AccountRef account, List<ProviderTemplate> there, Instant asked) {
        rows.lock(account);
        Map<String, Known> known = new HashMap<>();
        rows.known(account).forEach(template -> known.put(template.view().sid(), template));
        int added = 0;
        int updated = 0;
        List<UUID> same = new ArrayList<>();
        for (ProviderTemplate template : there) {
            Known here = known.remove(template.id());
            if (here != null && here.syncedAt().isAfter(asked)) {
                continue;
            }
            if (here != null && here.isLike(template)) {
                same.add(here.view().id());
                continue;
            }
            rows.keep(account, template);
            added += here == null || here.gone() ? 1 : 0;
            updated += here == null || here.gone() ? 0 : 1;
        }
        rows.seen(same);
        return new Report(added, updated, removed(account, known.values(), asked), there.size());
    }

    private int removed(AccountRef account, Iterable<Known> missing, Instant asked) {
        List<TemplateView> gone = new ArrayList<>(rows.ofOthers(account));
        for (Known template : missing) {
            if (!template.gone() && !template.syncedAt().isAfter(asked)) {
                gone.add(template.view());
            }
        }
        gone.forEach(template -> rows.retire(account.workspaceId(), template, null));
        return gone.size();
    }
}
