package io.fractal.conversations;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Something attached to a message: stored media, or an address where its writer or the provider keeps it. */
@Entity
@Table(name = "attachment")
public class Attachment {

    @Id
    private UUID id;

    @Column(name = "workspace_id", nullable = false)
    private UUID workspaceId;

    @Column(name = "message_id", nullable = false)
    private UUID messageId;

    @Column(nullable = false)
    private int position;

    private String url;

    @Column(name = "media_id")
    private UUID mediaId;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private MediaState state;

    @Column(name = "content_type", nullable = false)
    private String contentType;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    /** For JPA. */
    protected Attachment() {}

    /**
     * @param position the place among the message's attachments, from 0
     */
    public Attachment(UUID id, Message message, int position, MediaView media) {
        this.id = id;
        this.workspaceId = message.getWorkspaceId();
        this.messageId = message.getId();
        this.position = position;
        this.url = media.mediaId() == null ? media.url() : null;
        this.mediaId = media.mediaId();
        this.state = media.state();
        this.contentType = media.contentType();
        this.createdAt = message.getCreatedAt();
    }

    /** Fractal's id. */
    public UUID getId() {
        return id;
    }

    /** The message it is attached to. */
    public UUID getMessageId() {
        return messageId;
    }

    /** The place among the message's attachments, from 0. */
    public int getPosition() {
        return position;
    }

    /** Where its writer or the provider keeps it; empty for stored media. */
    public Optional<String> getUrl() {
        return Optional.ofNullable(url);
    }

    /** The stored media, if they are. */
    public Optional<UUID> getMediaId() {
        return Optional.ofNullable(mediaId);
    }

    /** Where it is. */
    public MediaState getState() {
        return state;
    }

    /** Its media type; as stated by who sent it, unless it is stored. */
    public String getContentType() {
        return contentType;
    }
}
