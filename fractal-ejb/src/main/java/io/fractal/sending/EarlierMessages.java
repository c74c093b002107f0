package io.fractal.sending;

import io.fractal.channels.Addresses;
import io.fractal.conversations.MediaView;
import io.fractal.conversations.MessageNotFoundException;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.database.Sql;
import io.fractal.spi.ChannelType;
import io.fractal.tenancy.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Recognises a request that was made before under the same client id. Works in the caller's transaction. */
@ApplicationScoped
public class EarlierMessages {

    @Inject
    private EntityManager entities;

    @Inject
    private Messages messages;

    @Inject
    private Workspaces workspaces;

    /** The message kept under a client id. Holds the id for this transaction, so that two requests cannot pass each other. */
    Optional<UUID> under(UUID workspaceId, String clientId) {
        if (clientId == null) {
            return Optional.empty();
        }
        Sql sql = Sql.on(entities);
        sql.lock("client id:" + workspaceId + ":" + clientId);
        return sql.first(
                "select id from message where workspace_id = ? and client_id = ?",
                row -> row.uuid("id"),
                workspaceId,
                clientId);
    }

    /**
     * The earlier message, if the request asks for the same.
     *
     * @throws SendRefusedException when it asks for something else
     */
    MessageView same(UUID workspaceId, UUID messageId, SendRequest request) {
        MessageView earlier = messages.findAll(workspaceId, List.of(messageId)).stream()
                .findFirst()
                .orElseThrow(() -> new MessageNotFoundException(messageId));
        if (!hasSameContent(earlier, request) || !hasSameRecipient(workspaceId, earlier, request)) {
            throw SendRefusedException.clientIdReused(messageId);
        }
        return earlier;
    }

    private static boolean hasSameContent(MessageView earlier, SendRequest request) {
        return Objects.requireNonNullElse(earlier.body(), "").equals(Objects.requireNonNullElse(request.body(), ""))
                && earlier.media().stream().map(MediaView::url).toList().equals(request.mediaUrls());
    }

    /** Only what the request says is compared: what it leaves open was decided the first time. */
    private boolean hasSameRecipient(UUID workspaceId, MessageView earlier, SendRequest request) {
        ChannelType channel = ChannelType.valueOf(earlier.channelType());
        return (request.conversationId() == null || request.conversationId().equals(earlier.conversationId()))
                && (request.contactId() == null || request.contactId().equals(earlier.contactId()))
                && (request.to() == null
                        || canonical(workspaceId, channel, request.to()).equals(Optional.of(earlier.to())))
                && RequestChecks.channelNamed(request.channelType())
                        .map(asked -> Addresses.keptUnder(asked) == Addresses.keptUnder(channel))
                        .orElse(true);
    }

    private Optional<String> canonical(UUID workspaceId, ChannelType channel, String to) {
        return workspaces
                .find(workspaceId)
                .flatMap(workspace -> Addresses.writable(channel, to, workspace.getDefaultRegion()));
    }
}
