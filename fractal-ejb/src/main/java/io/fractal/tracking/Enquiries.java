package io.fractal.tracking;

import io.fractal.channels.ProviderAccounts;
import io.fractal.conversations.Message;
import io.fractal.conversations.MessageRoute;
import io.fractal.database.Owned;
import io.fractal.plugins.PluginHost;
import io.fractal.plugins.UnknownProviderAdapterException;
import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.SendReceipt;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Prepares questions to a provider about a message that it has, and takes in the answers. Works in the caller's transaction. */
@ApplicationScoped
public class Enquiries {

    @Inject
    private EntityManager entities;

    @EJB
    private ProviderAccounts accounts;

    @Inject
    private PluginHost plugins;

    @Inject
    private Tracking tracking;

    @Inject
    private Clock clock;

    /** Whom to ask, and about which of the provider's messages; to be asked without a transaction. */
    public record Question(ChannelAdapter adapter, String providerMessageId) {}

    /** The question about a message; empty when its provider does not have it, or cannot be asked with the present settings. */
    public Optional<Question> about(UUID workspaceId, UUID messageId) {
        return Owned.find(entities, Message.class, workspaceId, messageId)
                .flatMap(message -> message.getProviderMessageId()
                        .flatMap(id -> adapter(message).map(adapter -> new Question(adapter, id))));
    }

    /**
     * Takes in an answer: a status that is news, the segments, and the price.
     *
     * @return whether the price is known now
     */
    public boolean answered(UUID workspaceId, UUID messageId, SendReceipt answer) {
        Message message = tracking.locked(workspaceId, messageId).orElseThrow();
        answer.segments().ifPresent(message::countSegments);
        answer.price().ifPresent(price -> {
            if (message.costs(price.amount(), price.currency(), clock.instant())) {
                tracking.announce(message);
            }
        });
        if (answer.status() != message.getStatus()) {
            tracking.heard(message, StatusNews.of(answer, StatusEventSource.LOOKUP, clock.instant()));
        }
        return message.getPrice().isPresent();
    }

    private Optional<ChannelAdapter> adapter(Message message) {
        MessageRoute route = message.getRoute();
        try {
            return accounts.find(message.getWorkspaceId(), route.providerAccountId())
                    .flatMap(accounts::credentials)
                    .map(account -> plugins.adapter(route.provider(), account));
        } catch (UnknownProviderAdapterException notRunning) {
            return Optional.empty();
        }
    }
}
