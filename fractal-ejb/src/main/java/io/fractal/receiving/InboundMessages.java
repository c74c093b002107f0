package io.fractal.receiving;

import io.fractal.channels.AccountRef;
import io.fractal.channels.SenderRef;
import io.fractal.channels.Senders;
import io.fractal.contacts.ContactBook;
import io.fractal.database.ShortMemory;
import io.fractal.database.Sql;
import io.fractal.spi.ChannelType;
import io.fractal.spi.InboundMessage;
import io.fractal.tenancy.Regions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Takes received messages in: each once, however often it is handed over. Works in the caller's transaction. */
@ApplicationScoped
public class InboundMessages {

    @Inject
    private EntityManager entities;

    @Inject
    private Regions regions;

    @EJB
    private Senders senders;

    @Inject
    private ContactBook contacts;

    @Inject
    private ParkedMessages parked;

    @Inject
    private InboundWriter writer;

    @Inject
    private Clock clock;

    private final ShortMemory<Ours, SenderRef> ours = new ShortMemory<>();

    private record Ours(UUID accountId, ChannelType channel, String address) {}

    /**
     * Keeps messages in the conversations with their writers; one that was written to an address that is not ours is parked.
     *
     * @param account the account that the messages came by
     * @param messages in the order in which they came
     */
    public void take(AccountRef account, List<InboundMessage> messages) {
        String region =
                regions.of(account.workspaceId()).orElseThrow(() -> new UnknownAccountException(account.provider()));
        List<AddressedMessage> addressed = messages.stream()
                .map(message -> AddressedMessage.of(message, region))
                .toList();
        // The lock first, the look second: a repetition of a webhook waits here until the first has been committed.
        contacts.lockAll(
                account.workspaceId(),
                addressed.stream().flatMap(each -> each.writers().stream()).toList());
        writer.keep(account, arrivals(account, unknown(account, addressed)));
    }

    private List<AddressedMessage> unknown(AccountRef account, List<AddressedMessage> messages) {
        Set<String> known = new HashSet<>(Sql.on(entities)
                .list(
                        "select provider_message_id from message where provider_account_id = ?"
                                + " and provider_message_id = any(cast(? as text[]))",
                        row -> row.text("provider_message_id"),
                        account.id(),
                        messages.stream()
                                .map(each -> each.message().providerMessageId())
                                .toList()));
        return messages.stream()
                .filter(each -> known.add(each.message().providerMessageId()))
                .toList();
    }

    /** The messages to our own addresses; the others are parked. */
    private List<Arrival> arrivals(AccountRef account, List<AddressedMessage> messages) {
        Instant now = clock.instant();
        List<Arrival> arrivals = new ArrayList<>();
        for (AddressedMessage each : messages) {
            sender(account, each)
                    .ifPresentOrElse(
                            sender -> arrivals.add(Arrival.of(each, sender, now)), () -> parked.park(account, each));
        }
        return arrivals;
    }

    /** Senders are never deleted, so that one found a moment ago is still there; one that was missing may be there now. */
    private Optional<SenderRef> sender(AccountRef account, AddressedMessage message) {
        return ours.get(
                new Ours(account.id(), message.message().channel(), message.to()),
                address -> senders.forAddress(address.accountId(), address.channel(), address.address()));
    }
}
