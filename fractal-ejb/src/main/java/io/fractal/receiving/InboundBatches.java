package io.fractal.receiving;

import io.fractal.channels.AccountRef;
import io.fractal.database.GroupCommit;
import io.fractal.database.Transactions;
import io.fractal.spi.InboundEvent;
import io.fractal.spi.InboundMessage;
import io.fractal.spi.StatusReport;
import io.fractal.tracking.StatusReports;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Commits what webhooks tell: messages with messages and reports with reports that come at the same time, those of one account in one
 * transaction. Safe for use from several threads.
 */
@ApplicationScoped
public class InboundBatches {

    /**
     * Two writers, so that one prepares a batch while the database makes the other's durable. Patience ends before Twilio's does (15
     * seconds), so that it is told to come again.
     */
    private static final GroupCommit.Limits LIMITS = new GroupCommit.Limits(2, 64, 2_000, Duration.ofSeconds(10));

    @EJB
    private Transactions transactions;

    @Inject
    private InboundMessages messages;

    @Inject
    private StatusReports reports;

    private final GroupCommit<Told<InboundMessage>> messageBatches =
            new GroupCommit<>("messages", Told::accountId, this::writeMessages, LIMITS);
    private final GroupCommit<Told<StatusReport>> reportBatches =
            new GroupCommit<>("status reports", Told::accountId, this::writeReports, LIMITS);

    private record Told<E extends InboundEvent>(AccountRef account, E event) {

        UUID accountId() {
            return account.id();
        }
    }

    /**
     * Has what a webhook told committed, and returns when it is, or when it was before. Must be called without a transaction.
     *
     * @throws io.fractal.database.OverloadedException when too much is waiting; nothing was stored
     */
    public void commit(AccountRef account, InboundEvent event) {
        if (event instanceof InboundMessage message) {
            messageBatches.commit(new Told<>(account, message));
        } else if (event instanceof StatusReport report) {
            reportBatches.commit(new Told<>(account, report));
        }
    }

    private void writeMessages(List<Told<InboundMessage>> batch) {
        transactions.doInNew(() -> messages.take(account(batch), events(batch)));
    }

    private void writeReports(List<Told<StatusReport>> batch) {
        transactions.doInNew(() -> reports.take(account(batch), events(batch)));
    }

    private static <E extends InboundEvent> AccountRef account(List<Told<E>> batch) {
        return batch.get(0).account();
    }

    private static <E extends InboundEvent> List<E> events(List<Told<E>> batch) {
        return batch.stream().map(Told::event).toList();
    }
}
