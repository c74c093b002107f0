package io.fractal.conversations;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.contacts.ContactRows;
import io.fractal.contacts.ContactUnion;
import io.fractal.contacts.ContactView;
import io.fractal.contacts.Contacts;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Makes several contacts one, with everything that was ever written with them. */
@Stateless
public class ContactMerges {

    private static final int MOST = 20;

    @EJB
    private Contacts contacts;

    @Inject
    private ContactRows rows;

    @Inject
    private ContactUnion contactUnion;

    @Inject
    private ConversationUnion conversationUnion;

    /**
     * Makes contacts part of another: their addresses, notes, tags and messages become its own. What comes in for them meanwhile waits
     * and lands with the survivor. Consents hang on addresses and go along by themselves.
     *
     * @param survivor the contact that stays
     * @param others those that become part of it, at least one
     * @return the survivor
     * @throws InvalidRequestException when there is nothing to merge, or too much at once
     * @throws io.fractal.contacts.ContactNotFoundException when this workspace does not have one of them
     * @throws io.fractal.contacts.ContactMergedException when one of them has become part of another already
     */
    public ContactView merge(UUID workspaceId, UUID survivor, Collection<UUID> others) {
        List<UUID> losers =
                others.stream().filter(id -> !id.equals(survivor)).distinct().toList();
        if (losers.isEmpty() || losers.size() > MOST) {
            throw new InvalidRequestException(List.of(new FieldError(
                    "contactIds", "MERGE_COUNT", "Between 1 and " + MOST + " other contacts can be merged at once")));
        }
        List<UUID> all = new ArrayList<>(losers);
        all.add(survivor);
        rows.holdWithAddresses(workspaceId, all);
        for (UUID loser : losers) {
            contactUnion.unite(workspaceId, survivor, loser);
            conversationUnion.unite(workspaceId, survivor, loser);
        }
        return contacts.get(workspaceId, survivor);
    }
}
