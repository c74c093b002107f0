package io.fractal.receiving;

import io.fractal.channels.AccountRef;
import io.fractal.channels.ProviderAccounts;
import io.fractal.channels.Senders;
import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.database.Cursor;
import io.fractal.database.Json;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import io.fractal.plugins.PluginHost;
import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.ChannelType;
import io.fractal.spi.InboundEvent;
import io.fractal.spi.InboundMessage;
import io.fractal.spi.MalformedWebhookException;
import io.fractal.spi.RawWebhook;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Messages to addresses that are none of our senders: kept, shown, and taken over when someone says so. */
@Stateless
public class UnassignedMessages {

    private static final String LIST = "parked messages by time";

    private static final String SELECT =
            "select id, channel_type, from_address, to_address, coalesce(body, '') as body, received_at"
                    + " from unassigned_message where workspace_id = ?";

    private static final String NEWEST_FIRST = " order by received_at desc, id desc limit ? offset ?";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @EJB
    private ProviderAccounts accounts;

    @EJB
    private Senders senders;

    @Inject
    private ParkedMessages parked;

    @Inject
    private InboundMessages messages;

    @Inject
    private PluginHost plugins;

    /**
     * The parked messages, newest first.
     *
     * @throws io.fractal.database.InvalidCursorException when the cursor is not of this list
     */
    public Page<UnassignedView> list(UUID workspaceId, Paging paging) {
        Sql sql = Sql.on(entities);
        List<UnassignedView> found = paging.last(LIST)
                .map(last -> sql.list(
                        SELECT + " and (received_at, id) < (?, ?)" + NEWEST_FIRST,
                        UnassignedMessages::view,
                        workspaceId,
                        last.instant(0),
                        last.uuid(1),
                        paging.rows(),
                        0))
                .orElseGet(() -> sql.list(
                        SELECT + NEWEST_FIRST, UnassignedMessages::view, workspaceId, paging.rows(), paging.offset()));
        return Page.of(
                found,
                paging,
                paging.total(() -> count(workspaceId)),
                message -> Cursor.of(LIST, message.receivedAt(), message.id()));
    }

    private static UnassignedView view(Row row) throws SQLException {
        return new UnassignedView(
                row.uuid("id"),
                row.text("channel_type"),
                row.text("from_address"),
                row.text("to_address"),
                row.text("body"),
                row.instant("received_at"));
    }

    /** How many messages are parked. */
    public long count(UUID workspaceId) {
        return Sql.on(entities)
                .count("select count(*) as n from unassigned_message where workspace_id = ?", workspaceId);
    }

    /**
     * Makes an address a sender and lets everything that was parked for it come in as if it came now, in its order.
     *
     * @param toAddress the address as the parked messages name it
     * @param channelType a name of {@link ChannelType}
     * @return how many messages came in; none when nothing was parked for that address, which is not made a sender then
     * @throws InvalidRequestException when there is no such channel
     */
    public int adopt(UUID workspaceId, String toAddress, String channelType) {
        ChannelType channel = channel(channelType);
        List<ParkedMessages.Parked> taken = parked.take(workspaceId, channel, toAddress);
        taken.stream()
                .map(ParkedMessages.Parked::providerAccountId)
                .distinct()
                .forEach(accountId -> accounts.find(workspaceId, accountId)
                        .ifPresent(account -> senders.add(account, channel, toAddress, false)));
        taken.forEach(message -> replay(workspaceId, message));
        return taken.size();
    }

    private void replay(UUID workspaceId, ParkedMessages.Parked message) {
        AccountRef account =
                accounts.find(workspaceId, message.providerAccountId()).orElseThrow();
        for (InboundEvent event : read(account, message)) {
            if (event instanceof InboundMessage inbound) {
                messages.take(account, List.of(inbound));
            }
        }
    }

    /** Reads a message again from what came then. Its signature was checked when it came. */
    private List<InboundEvent> read(AccountRef account, ParkedMessages.Parked message) {
        ChannelAdapter adapter = plugins.adapter(
                account.provider(),
                accounts.credentials(account).orElseThrow(() -> new UnknownAccountException(account.provider())));
        Map<String, List<String>> parameters = new TreeMap<>();
        Json.read(message.rawPayloadJson())
                .forEach((name, value) -> parameters.put(name, List.of(String.valueOf(value))));
        try {
            return adapter.parse(new RawWebhook("POST", "", "/", Map.of(), Map.of(), parameters, new byte[0]));
        } catch (MalformedWebhookException impossible) {
            throw new IllegalStateException(
                    "Parked message " + message.id() + " can no longer be read, although it could when it came",
                    impossible);
        }
    }

    private static ChannelType channel(String name) {
        return Arrays.stream(ChannelType.values())
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        List.of(new FieldError("channelType", "UNKNOWN_CHANNEL", "There is no such channel"))));
    }
}
