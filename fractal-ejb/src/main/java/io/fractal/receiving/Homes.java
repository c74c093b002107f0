package io.fractal.receiving;

import io.fractal.contacts.ContactBook;
import io.fractal.contacts.ReachedAt;
import io.fractal.conversations.ConversationBook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Finds out where received messages belong, and makes what is missing. Works in the caller's transaction. */
@ApplicationScoped
public class Homes {

    @Inject
    private ContactBook contacts;

    @Inject
    private ConversationBook conversations;

    /**
     * The contact and conversation of each message. The conversations are held until the transaction ends.
     *
     * @param arrivals messages whose writers' addresses are locked
     * @return in the same order
     */
    List<Home> of(UUID workspaceId, List<Arrival> arrivals) {
        Set<UUID> created = new HashSet<>();
        Map<ReachedAt, UUID> writers = writers(workspaceId, arrivals, created);
        Map<UUID, ConversationBook.Entry> entries = conversations.withAll(workspaceId, writers.values());
        Set<UUID> seen = new HashSet<>();
        return arrivals.stream()
                .map(arrival -> {
                    UUID contactId = writers.get(arrival.writer());
                    ConversationBook.Entry entry = entries.get(contactId);
                    boolean first = seen.add(contactId);
                    return new Home(
                            contactId,
                            first && created.contains(contactId),
                            entry.conversationId(),
                            first && entry.created());
                })
                .toList();
    }

    private Map<ReachedAt, UUID> writers(UUID workspaceId, List<Arrival> arrivals, Set<UUID> created) {
        Map<ReachedAt, UUID> writers = new HashMap<>(contacts.knownAt(
                workspaceId,
                arrivals.stream().flatMap(arrival -> arrival.writers().stream()).toList()));
        for (Arrival arrival : arrivals) {
            if (!writers.keySet().containsAll(arrival.writers())) {
                ContactBook.Entry entry = contacts.at(
                        workspaceId, arrival.writers(), arrival.message().profileName(), true);
                UUID contactId = entry.contact().getId();
                arrival.writers().forEach(writer -> writers.putIfAbsent(writer, contactId));
                if (entry.created()) {
                    created.add(contactId);
                }
            }
        }
        return writers;
    }
}
