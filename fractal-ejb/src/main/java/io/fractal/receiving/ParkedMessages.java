package io.fractal.receiving;

import io.fractal.channels.AccountRef;
import io.fractal.channels.Addresses;
import io.fractal.database.Ids;
import io.fractal.database.Json;
import io.fractal.database.Sql;
import io.fractal.events.EventLog;
import io.fractal.events.NewEvent;
import io.fractal.spi.ChannelType;
import io.fractal.spi.InboundMessage;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keeps messages to addresses that are none of our senders. Works in the caller's transaction. */
@ApplicationScoped
public class ParkedMessages {

    @Inject
    private EntityManager entities;

    @EJB
    private EventLog events;

    @Inject
    private Clock clock;

    /**
     * One parked message.
     *
     * @param rawPayloadJson what came, from which the message can be read again
     */
    public record Parked(UUID id, UUID providerAccountId, String rawPayloadJson) {}

    /** Parks a message; a repetition of it changes nothing. */
    void park(AccountRef account, AddressedMessage addressed) {
        InboundMessage message = addressed.message();
        int parked = Sql.on(entities)
                .update(
                        "insert into unassigned_message (id, workspace_id, provider_account_id, provider_message_id,"
                                + " channel_type, from_address, to_address, body, raw_payload, received_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), ?)"
                                + " on conflict (provider_account_id, provider_message_id) do nothing",
                        Ids.next(),
                        account.workspaceId(),
                        account.id(),
                        message.providerMessageId(),
                        Addresses.keptUnder(message.channel()),
                        addressed.writer().address(),
                        addressed.to(),
                        message.readableBody(),
                        Json.write(message.rawPayload()),
                        clock.instant());
        if (parked > 0) {
            events.append(
                    account.workspaceId(),
                    new NewEvent("unassigned.received", null, null, null, Map.of("to", addressed.to())));
        }
    }

    /** Hands out what was parked for an address, in the order in which it came, and keeps it no longer. */
    public List<Parked> take(UUID workspaceId, ChannelType channel, String to) {
        return Sql.on(entities)
                .list(
                        "with taken as (delete from unassigned_message where workspace_id = ? and channel_type = ?"
                                + " and to_address = ? returning *)"
                                + " select id, provider_account_id, raw_payload from taken order by received_at, id",
                        row -> new Parked(row.uuid("id"), row.uuid("provider_account_id"), row.text("raw_payload")),
                        workspaceId,
                        Addresses.keptUnder(channel),
                        to);
    }
}
