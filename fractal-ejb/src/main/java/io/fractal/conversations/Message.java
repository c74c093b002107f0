package io.fractal.conversations;

import io.fractal.database.UuidConverter;
import io.fractal.spi.ChannelType;
import io.fractal.spi.DeliveryStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One message, in either direction. A received one is complete the moment it is kept. A sent one starts queued, learns its provider's
 * id when the provider takes it, and from then on shows whatever follows from its status history; nothing else can set its status.
 */
@Entity
@Table(name = "message")
public class Message {

    @Id
    private UUID id;

    @Column(name = "workspace_id", nullable = false, updatable = false)
    private UUID workspaceId;

    @Column(name = "conversation_id", nullable = false, updatable = false)
    private UUID conversationId;

    @Column(name = "contact_id", nullable = false)
    private UUID contactId;

    @Column(nullable = false, updatable = false)
    private long sequence;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, updatable = false)
    private MessageDirection direction;

    @Enumerated(EnumType.STRING)
    @Column(name = "channel_type", nullable = false, updatable = false)
    private ChannelType channel;

    @Convert(converter = UuidConverter.class)
    @Column(name = "sender_id", updatable = false)
    private UUID senderId;

    @Column(nullable = false, updatable = false)
    private String provider;

    @Convert(converter = UuidConverter.class)
    @Column(name = "provider_account_id", updatable = false)
    private UUID providerAccountId;

    @Column(name = "provider_message_id")
    private String providerMessageId;

    @Column(name = "from_address", nullable = false, updatable = false)
    private String fromAddress;

    @Column(name = "to_address", nullable = false, updatable = false)
    private String toAddress;

    private String body;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private DeliveryStatus status;

    @Column(name = "provider_status")
    private String providerStatus;

    @Column(name = "error_code")
    private String errorCode;

    @Column(name = "error_message")
    private String errorMessage;

    private BigDecimal price;

    @Column(name = "price_currency")
    private String priceCurrency;

    private Integer segments;

    @Convert(converter = UuidConverter.class)
    @Column(name = "author_user_id", updatable = false)
    private UUID authorUserId;

    @Column(name = "client_id", updatable = false)
    private String clientId;

    @Embedded
    private SendPlan plan;

    @Column(name = "redacted_at")
    private Instant redactedAt;

    private String feedback;

    @Column(name = "sent_at")
    private Instant sentAt;

    @Column(name = "delivered_at")
    private Instant deliveredAt;

    @Column(name = "read_at")
    private Instant readAt;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    /** For JPA. */
    protected Message() {}

    private Message(UUID id, MessagePlace place, MessageRoute route, MessageDirection direction, Instant now) {
        this.id = id;
        this.workspaceId = place.workspaceId();
        this.conversationId = place.conversationId();
        this.contactId = place.contactId();
        this.sequence = place.sequence();
        this.direction = direction;
        this.channel = route.channel();
        this.senderId = route.senderId();
        this.provider = route.provider();
        this.providerAccountId = route.providerAccountId();
        this.fromAddress = route.from();
        this.toAddress = route.to();
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** A message that a contact wrote to us. */
    public static Message received(
            UUID id, MessagePlace place, MessageRoute route, String providerMessageId, String body, Instant now) {
        Message message = new Message(id, place, route, MessageDirection.INBOUND, now);
        message.providerMessageId = Objects.requireNonNull(providerMessageId, "providerMessageId");
        message.body = body;
        message.status = DeliveryStatus.RECEIVED;
        message.providerStatus = "received";
        return message;
    }

    /**
     * A message of ours that waits for its provider.
     *
     * @param authorship who wrote it and under which key
     */
    public static Message queued(
            UUID id, MessagePlace place, MessageRoute route, String body, Authorship authorship, Instant now) {
        Message message = new Message(id, place, route, MessageDirection.OUTBOUND, now);
        message.body = body;
        message.status = DeliveryStatus.QUEUED;
        message.authorUserId = authorship.userId();
        message.clientId = authorship.clientId();
        return message;
    }

    /** How and when it is to go out; for a message that waits for its provider and is not kept yet. */
    public Message planned(SendPlan sendPlan) {
        plan = sendPlan;
        if (sendPlan.getScheduledAt().isPresent()) {
            status = DeliveryStatus.SCHEDULED;
        }
        return this;
    }

    /**
     * Who wrote a message.
     *
     * @param userId the user, or {@code null} for a program
     * @param clientId the key under which it was asked for, or {@code null}
     */
    public record Authorship(UUID userId, String clientId) {}

    /**
     * The provider has taken it.
     *
     * @throws IllegalStateException when the provider had given it another id before
     */
    public void takenAs(String newProviderMessageId, Instant now) {
        if (providerMessageId != null && !providerMessageId.equals(newProviderMessageId)) {
            throw new IllegalStateException("Message " + id + " already is " + providerMessageId + " at its provider");
        }
        providerMessageId = newProviderMessageId;
        updatedAt = now;
    }

    /** How many segments are billed; {@code null} and 0, which providers say before they know, change nothing. */
    public void countSegments(Integer billed) {
        if (billed != null && billed > 0) {
            segments = billed;
        }
    }

    /** It is kept by Fractal until its time, as the provider did not get it early enough. */
    public void keepHereUntilItsTime(Instant now) {
        plan.keepHere();
        updatedAt = now;
    }

    /** What was written in it is gone for good. */
    public void redact(Instant now) {
        body = null;
        if (plan != null) {
            plan.redact();
        }
        redactedAt = now;
        updatedAt = now;
    }

    /** Whether it had its effect, as somebody told us. */
    public void hadEffect(boolean confirmed, Instant now) {
        feedback = confirmed ? "CONFIRMED" : "UNCONFIRMED";
        updatedAt = now;
    }

    /**
     * What it cost, as the provider states it.
     *
     * @return whether that is news
     */
    public boolean costs(BigDecimal amount, String currency, Instant now) {
        if (price != null && price.compareTo(amount) == 0 && currency.equals(priceCurrency)) {
            return false;
        }
        price = amount;
        priceCurrency = currency;
        updatedAt = now;
        return true;
    }

    /**
     * Why it still waits, for people to read; gone as soon as it moves.
     *
     * @return whether that is news
     */
    public boolean waitsBecause(String code, String words, Instant now) {
        return change(new MessageStanding(status, providerStatus, code, words, sentAt, deliveredAt, readAt), now);
    }

    /**
     * Shows what follows from its history; only {@code tracking} may say so.
     *
     * @return whether anything that people see has changed
     */
    public boolean stands(MessageStanding standing, Instant now) {
        return change(standing, now);
    }

    private boolean change(MessageStanding standing, Instant now) {
        if (standing.equals(getStanding())) {
            return false;
        }
        status = standing.status();
        providerStatus = standing.providerStatus();
        errorCode = standing.errorCode();
        errorMessage = standing.errorMessage();
        sentAt = standing.sentAt();
        deliveredAt = standing.deliveredAt();
        readAt = standing.readAt();
        updatedAt = now;
        return true;
    }

    /** How it stands. */
    public MessageStanding getStanding() {
        return new MessageStanding(status, providerStatus, errorCode, errorMessage, sentAt, deliveredAt, readAt);
    }

    /** Fractal's id. */
    public UUID getId() {
        return id;
    }

    /** Whose it is. */
    public UUID getWorkspaceId() {
        return workspaceId;
    }

    /** Where it stands. */
    public UUID getConversationId() {
        return conversationId;
    }

    /** Who wrote it, or whom it was written to. */
    public UUID getContactId() {
        return contactId;
    }

    /** The place within the conversation, from 1. */
    public long getSequence() {
        return sequence;
    }

    /** Which way it goes. */
    public MessageDirection getDirection() {
        return direction;
    }

    /** The way it takes. */
    public MessageRoute getRoute() {
        return new MessageRoute(channel, provider, providerAccountId, senderId, fromAddress, toAddress);
    }

    /** The provider's id, once it has one. */
    public Optional<String> getProviderMessageId() {
        return Optional.ofNullable(providerMessageId);
    }

    /** The text; empty when there is none. */
    public String getBody() {
        return body == null ? "" : body;
    }

    /** The text as it is kept. */
    Optional<String> getText() {
        return Optional.ofNullable(body);
    }

    /** How many segments are billed, once known. */
    Optional<Integer> getSegments() {
        return Optional.ofNullable(segments);
    }

    /** The status shown. */
    public DeliveryStatus getStatus() {
        return status;
    }

    /** What it cost, once known. */
    public Optional<BigDecimal> getPrice() {
        return Optional.ofNullable(price);
    }

    /** How and when it is, or was, to go out; of a received message nothing is said there. */
    public SendPlan getPlan() {
        return plan == null ? new SendPlan() : plan;
    }

    /** When what was written in it was erased. */
    public Optional<Instant> getRedactedAt() {
        return Optional.ofNullable(redactedAt);
    }

    /** Who wrote it and under which key. */
    public Authorship getAuthorship() {
        return new Authorship(authorUserId, clientId);
    }

    /** When it was received or accepted. */
    public Instant getCreatedAt() {
        return createdAt;
    }
}
