package io.fractal.sending;

import io.fractal.consent.ConsentReaction;
import io.fractal.consent.ConsentState;
import io.fractal.database.Ids;
import io.fractal.database.Sql;
import io.fractal.outbox.Outbox;
import io.fractal.spi.ChannelType;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Has scheduled messages to who objects canceled, wherever they are kept: Twilio does not do so by itself (Twilio, "Message Scheduling
 * FAQs").
 */
@ApplicationScoped
public class ScheduledOnes implements ConsentReaction {

    @Inject
    private EntityManager entities;

    @EJB
    private Outbox outbox;

    @Inject
    private Clock clock;

    @Override
    public void changed(UUID workspaceId, ChannelType channel, List<String> spellings, ConsentState state) {
        if (state != ConsentState.REVOKED) {
            return;
        }
        // with order keys of their own: behind the work of sending them they would wait until it is too late
        scheduled(workspaceId, channel, spellings)
                .forEach(message -> outbox.add(workspaceId, CancelHandler.KIND, message, Ids.next(), clock.instant()));
    }

    /** Those that are to be canceled already are left out: the same work cannot be added twice. */
    private List<UUID> scheduled(UUID workspaceId, ChannelType channel, List<String> spellings) {
        Set<String> channels = channel == ChannelType.SMS ? Set.of("SMS", "MMS", "RCS") : Set.of(channel.name());
        return Sql.on(entities)
                .list(
                        "select id from message m where workspace_id = ? and channel_type = any(?) and to_address = any(?)"
                                + " and scheduled_at is not null and status = 'SCHEDULED' and direction = 'OUTBOUND' and not exists"
                                + " (select 1 from outbox o where o.kind = ? and o.subject_id = m.id)",
                        row -> row.uuid("id"),
                        workspaceId,
                        channels,
                        spellings,
                        CancelHandler.KIND);
    }
}
