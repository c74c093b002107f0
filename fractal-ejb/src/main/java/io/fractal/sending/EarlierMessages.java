package io.fractal.sending;

import io.fractal.channels.Addresses;
import io.fractal.conversations.MediaView;
import io.fractal.conversations.MessageNotFoundException;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.database.Json;
import io.fractal.database.Sql;
import io.fractal.spi.ChannelType;
import io.fractal.tenancy.Workspaces;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Recognises a request that was made before under the same client id. Works in the caller's transaction. */
@ApplicationScoped
public class EarlierMessages {

    @Inject
    private EntityManager entities;

    @EJB
    private Messages messages;

    @Inject
    private Carried carried;

    @EJB
    private Workspaces workspaces;

    /**
     * Settles the drafts that were accepted before: with the earlier message, or with a refusal where they ask for something else now.
     * Holds the client ids for this transaction, so that two requests cannot pass each other.
     */
    void recognise(UUID workspaceId, List<Draft> drafts) {
        List<String> clientIds = drafts.stream()
                .filter(Draft::isOpen)
                .map(draft -> draft.asked().origin().clientId())
                .filter(Objects::nonNull)
                .toList();
        if (clientIds.isEmpty()) {
            return;
        }
        Map<String, UUID> earlier = under(workspaceId, clientIds);
        for (Draft draft : drafts) {
            UUID messageId = earlier.get(draft.asked().origin().clientId());
            if (messageId != null) {
                draft.attempt(() -> draft.became(new SentMessage(same(workspaceId, messageId, draft.asked()), true)));
            }
        }
    }

    private Map<String, UUID> under(UUID workspaceId, List<String> clientIds) {
        record Kept(String clientId, UUID messageId) {}
        Sql sql = Sql.on(entities);
        sql.lockAll(clientIds.stream()
                .map(clientId -> "client id:" + workspaceId + ":" + clientId)
                .toList());
        return sql
                .list(
                        "select id, client_id from message where workspace_id = ? and client_id = any(cast(? as text[]))",
                        row -> new Kept(row.text("client_id"), row.uuid("id")),
                        workspaceId,
                        clientIds)
                .stream()
                .collect(Collectors.toMap(Kept::clientId, Kept::messageId));
    }

    /**
     * The earlier message, if the request asks for the same.
     *
     * @throws SendRefusedException when it asks for something else
     */
    private MessageView same(UUID workspaceId, UUID messageId, SendRequest request) {
        MessageView earlier = messages.findAll(workspaceId, List.of(messageId)).stream()
                .findFirst()
                .orElseThrow(() -> new MessageNotFoundException(messageId));
        if (!Objects.equals(earlier.scheduledAt(), request.sendAt())
                || !Objects.equals(earlier.sending().validityPeriod(), seconds(request.validity()))
                || !hasSameContent(earlier, request.content())
                || !hasSameRecipient(workspaceId, earlier, request.to())) {
            throw SendRefusedException.clientIdReused(messageId);
        }
        return earlier;
    }

    private static Integer seconds(Duration validity) {
        return validity == null ? null : Math.toIntExact(validity.toSeconds());
    }

    private boolean hasSameContent(MessageView earlier, Content content) {
        if (content.template() != null) {
            return hasSameTemplate(earlier, content.template().sidOrId())
                    && variables(earlier).equals(content.template().variables());
        }
        return Objects.requireNonNullElse(earlier.body(), "").equals(Objects.requireNonNullElse(content.body(), ""))
                && earlier.media().stream().map(EarlierMessages::name).toList().equals(carried.names(content));
    }

    private static String name(MediaView media) {
        return media.mediaId() == null ? media.url() : media.mediaId().toString();
    }

    /** A template may also be named by Fractal's own id, of which the message keeps nothing. */
    private static boolean hasSameTemplate(MessageView earlier, String sidOrId) {
        String sid = earlier.sending().templateId();
        return sid != null && (!sidOrId.startsWith(sid.substring(0, 2)) || sid.equals(sidOrId));
    }

    private static Map<String, Object> variables(MessageView earlier) {
        String json = earlier.sending().templateVariablesJson();
        return json == null ? Map.of() : Json.read(json);
    }

    /** Only what the request says is compared: what it leaves open was decided the first time. */
    private boolean hasSameRecipient(UUID workspaceId, MessageView earlier, Addressee to) {
        ChannelType channel = ChannelType.valueOf(earlier.channelType());
        return (to.conversationId() == null || to.conversationId().equals(earlier.conversationId()))
                && (to.contactId() == null || to.contactId().equals(earlier.contactId()))
                && (to.address() == null
                        || canonical(workspaceId, channel, to.address()).equals(Optional.of(earlier.to())))
                && RequestChecks.channelNamed(to.channelType())
                        .map(asked -> Addresses.keptUnder(asked) == Addresses.keptUnder(channel))
                        .orElse(true);
    }

    private Optional<String> canonical(UUID workspaceId, ChannelType channel, String to) {
        return workspaces
                .find(workspaceId)
                .flatMap(workspace -> Addresses.writable(channel, to, workspace.getDefaultRegion()));
    }
}
