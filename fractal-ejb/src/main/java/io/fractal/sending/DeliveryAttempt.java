package io.fractal.sending;

import io.fractal.conversations.Message;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One try at handing a message to its provider. Written before the call is made and finished after it: one that stays open tells that
 * the process ended in between, and that nobody knows whether the provider took the message.
 */
@Entity
@Table(name = "delivery_attempt")
public class DeliveryAttempt {

    @Id
    private UUID id;

    @Column(name = "workspace_id", nullable = false, updatable = false)
    private UUID workspaceId;

    @Column(name = "message_id", nullable = false, updatable = false)
    private UUID messageId;

    @Column(nullable = false, updatable = false)
    private int number;

    @Column(name = "started_at", nullable = false, updatable = false)
    private Instant startedAt;

    @Column(name = "finished_at")
    private Instant finishedAt;

    @Enumerated(EnumType.STRING)
    private AttemptOutcome outcome;

    @Column(name = "provider_message_id")
    private String providerMessageId;

    @Column(name = "error_code")
    private String errorCode;

    private String detail;

    /** For JPA. */
    protected DeliveryAttempt() {}

    /**
     * A try that is about to be made.
     *
     * @param number counting from 1 within the message
     */
    public DeliveryAttempt(UUID id, Message message, int number, Instant now) {
        this.id = id;
        this.workspaceId = message.getWorkspaceId();
        this.messageId = message.getId();
        this.number = number;
        this.startedAt = now;
    }

    /** The provider took the message, or turned out to have taken it. */
    public void took(String newProviderMessageId, Instant now) {
        finish(AttemptOutcome.TAKEN, null, null, now);
        providerMessageId = newProviderMessageId;
    }

    /** It came to something else. */
    public void ended(AttemptOutcome how, String code, String words, Instant now) {
        finish(how, code, words, now);
    }

    private void finish(AttemptOutcome how, String code, String words, Instant now) {
        outcome = how;
        errorCode = code;
        detail = words;
        finishedAt = now;
    }

    /** Fractal's id. */
    public UUID getId() {
        return id;
    }

    /** What was to be handed over. */
    public UUID getMessageId() {
        return messageId;
    }

    /** Counting from 1 within the message. */
    public int getNumber() {
        return number;
    }

    /** When it was about to be made. */
    public Instant getStartedAt() {
        return startedAt;
    }

    /** When its outcome was recorded; empty while it is open. */
    public Optional<Instant> getFinishedAt() {
        return Optional.ofNullable(finishedAt);
    }

    /** What came of it; empty while it is open. */
    public Optional<AttemptOutcome> getOutcome() {
        return Optional.ofNullable(outcome);
    }

    /** The code of what went wrong, or {@code null}. */
    public String getErrorCode() {
        return errorCode;
    }

    /** What went wrong, or {@code null}. */
    public String getDetail() {
        return detail;
    }
}
