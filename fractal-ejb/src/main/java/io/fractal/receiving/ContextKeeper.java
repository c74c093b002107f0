package io.fractal.receiving;

import io.fractal.conversations.MessageContext;
import io.fractal.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Keeps what a channel tells about received messages beside their text, and finds the message that each answers. Most messages come
 * with nothing of the kind, so that the few others are written to a second time rather than all of them wider.
 */
@ApplicationScoped
public class ContextKeeper implements InboundReaction {

    private static final String KEEP = "update message set context = cast(told.context as jsonb),"
            + " reply_to_message_id = (select earlier.id from message earlier"
            + " where earlier.provider_account_id = message.provider_account_id"
            + " and earlier.provider_message_id = cast(told.context as jsonb) ->> 'repliedTo')"
            + " from unnest(cast(? as uuid[]), cast(? as text[])) as told (id, context) where message.id = told.id";

    @Inject
    private EntityManager entities;

    @Override
    public void received(List<ReceivedMessage> batch) {
        List<UUID> ids = new ArrayList<>();
        List<String> contexts = new ArrayList<>();
        for (ReceivedMessage message : batch) {
            MessageContext.json(message.inbound().context()).ifPresent(json -> {
                ids.add(message.messageId());
                contexts.add(json);
            });
        }
        if (!ids.isEmpty()) {
            Sql.on(entities).update(KEEP, ids, contexts);
        }
    }
}
