package io.fractal.demo;

import io.fractal.channels.AccountRef;
import io.fractal.channels.ProviderAccounts;
import io.fractal.channels.SenderRef;
import io.fractal.channels.Senders;
import io.fractal.configuration.Settings;
import io.fractal.database.Sql;
import io.fractal.database.Transactions;
import io.fractal.spi.ChannelType;
import io.fractal.tenancy.Workspaces;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes the demo workspace: once, at the first start on an empty database with the sandbox on, and never otherwise. Whether the
 * database is empty is looked at in the transaction that writes, under a lock, so that several nodes write it once.
 */
@Startup
@Singleton
@DependsOn("SenderBootstrap")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class DemoBootstrap {

    private static final System.Logger LOG = System.getLogger(DemoBootstrap.class.getName());

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private Settings settings;

    @EJB
    private Transactions transactions;

    @EJB
    private Workspaces workspaces;

    @EJB
    private ProviderAccounts accounts;

    @EJB
    private Senders senders;

    @Inject
    private DemoWriter writer;

    @Inject
    private Clock clock;

    /** Writes the demo if this is the moment for it. */
    @PostConstruct
    public void run() {
        if (!settings.sandboxOn()) {
            return;
        }
        int written = transactions.inNew(this::writeOnce);
        if (written > 0) {
            LOG.log(System.Logger.Level.INFO, "Wrote {0} demo conversations into the empty database", written);
        }
    }

    private int writeOnce() {
        Sql sql = Sql.on(entities);
        sql.lock("fractal.demo");
        if (!isEmpty(sql)) {
            return 0;
        }
        UUID workspaceId = workspaces.first().getId();
        Optional<AccountRef> account = accounts.current(workspaceId);
        Map<ChannelType, SenderRef> ours = senders(workspaceId);
        if (account.isEmpty() || !ours.keySet().containsAll(List.of(ChannelType.SMS, ChannelType.WHATSAPP))) {
            return 0;
        }
        DemoWriter.Setting setting = new DemoWriter.Setting(account.get(), ours, owner(workspaceId), clock.instant());
        List<DemoPerson> people = DemoScript.read();
        people.forEach(person -> writer.write(setting, person));
        return people.size();
    }

    private static boolean isEmpty(Sql sql) {
        return sql.count("select (select count(*) from contact) + (select count(*) from unassigned_message)"
                        + " + (select count(*) from event) as n")
                == 0;
    }

    private Map<ChannelType, SenderRef> senders(UUID workspaceId) {
        Map<ChannelType, SenderRef> first = new EnumMap<>(ChannelType.class);
        senders.inUse(workspaceId).forEach(sender -> first.putIfAbsent(sender.channel(), sender));
        return first;
    }

    private UUID owner(UUID workspaceId) {
        return Sql.on(entities)
                .first(
                        "select user_id from membership where workspace_id = ? and role = 'OWNER'"
                                + " order by created_at, user_id",
                        row -> row.uuid("user_id"),
                        workspaceId)
                .orElse(null);
    }
}
