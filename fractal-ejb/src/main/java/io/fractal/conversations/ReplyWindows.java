package io.fractal.conversations;

import io.fractal.channels.AddressAliases;
import io.fractal.database.Sql;
import io.fractal.spi.ChannelType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Until when free text may be written to a contact. WhatsApp allows it for 24 hours after the contact last wrote (WhatsApp Business
 * Messaging Policy); afterwards the provider takes the message and reports error 63016 later, so it is refused before.
 */
@ApplicationScoped
public class ReplyWindows {

    private static final Duration WHATSAPP_WINDOW = Duration.ofHours(24);

    @Inject
    private EntityManager entities;

    /** Whether free text may be written now; always, on channels without such a window. */
    public boolean isOpen(UUID conversationId, ChannelType channel, String contactAddress, Instant now) {
        return channel != ChannelType.WHATSAPP
                || closesAt(conversationId, channel, contactAddress)
                        .filter(now::isBefore)
                        .isPresent();
    }

    /** When the window closes, or closed; empty on channels without one, and when the contact has never written. */
    public Optional<Instant> closesAt(UUID conversationId, ChannelType channel, String contactAddress) {
        if (channel != ChannelType.WHATSAPP) {
            return Optional.empty();
        }
        return Sql.on(entities)
                .first(
                        "select created_at from message where conversation_id = ? and direction = 'INBOUND'"
                                + " and channel_type = 'WHATSAPP' and from_address = any(cast(? as text[])) order by sequence desc limit 1",
                        row -> row.instant("created_at"),
                        conversationId,
                        AddressAliases.spellings(contactAddress))
                .map(lastWritten -> lastWritten.plus(WHATSAPP_WINDOW));
    }
}
