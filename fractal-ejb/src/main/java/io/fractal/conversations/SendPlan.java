package io.fractal.conversations;

import io.fractal.database.JsonConverter;
import io.fractal.database.UuidConverter;
import io.fractal.outbox.Lane;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * How and when a message of ours is to go out, beside its text and its route. Decided when the message is accepted; afterwards only the
 * keeper of its schedule may change, and redaction empties the template's variables.
 */
@Embeddable
public class SendPlan {

    @Enumerated(EnumType.STRING)
    private Lane lane;

    @Convert(converter = UuidConverter.class)
    @Column(name = "bulk_job_id", updatable = false)
    private UUID bulkJobId;

    @Column(name = "template_id", updatable = false)
    private String templateId;

    @Convert(converter = JsonConverter.class)
    @Column(name = "template_variables")
    private String templateVariables;

    @Column(name = "template_category", updatable = false)
    private String templateCategory;

    @Column(name = "fallback_from", updatable = false)
    private String fallbackFrom;

    @Convert(converter = UuidConverter.class)
    @Column(name = "retry_of", updatable = false)
    private UUID retryOf;

    @Column(name = "answers_keyword", updatable = false)
    private Boolean answersKeyword;

    @Enumerated(EnumType.STRING)
    @Column(name = "schedule_by")
    private ScheduleKeeper scheduleBy;

    @Column(name = "scheduled_at", updatable = false)
    private Instant scheduledAt;

    @Column(name = "validity_seconds", updatable = false)
    private Integer validitySeconds;

    /** For JPA. */
    protected SendPlan() {}

    private SendPlan(Lane lane) {
        this.lane = lane;
    }

    /** To go out at once, after what stands in the same lane. */
    public static SendPlan in(Lane lane) {
        return new SendPlan(lane);
    }

    /** Belongs to a bulk job. */
    public SendPlan ofJob(UUID jobId) {
        bulkJobId = jobId;
        return this;
    }

    /** Sends a failed message again. */
    public SendPlan again(UUID failedMessageId) {
        retryOf = failedMessageId;
        return this;
    }

    /**
     * As a template instead of a free text.
     *
     * @param id the provider's id of the template
     * @param variablesJson the values by name, a JSON object
     * @param category {@code UTILITY}, {@code MARKETING} or {@code AUTHENTICATION}, or {@code null} when it is not known
     */
    public SendPlan asTemplate(String id, String variablesJson, String category) {
        templateId = id;
        templateVariables = variablesJson;
        templateCategory = category;
        return this;
    }

    /** From this number when the recipient cannot be reached on the channel. */
    public SendPlan fallingBackTo(String address) {
        fallbackFrom = address;
        return this;
    }

    /** It is Fractal's answer to a consent keyword. */
    public SendPlan answeringKeyword() {
        answersKeyword = true;
        return this;
    }

    /** Not before this time. */
    public SendPlan at(Instant time, ScheduleKeeper keeper) {
        scheduledAt = time;
        scheduleBy = keeper;
        return this;
    }

    /** Worth sending only for so long, in whole seconds: from its time, else from when it was accepted. {@code null} for always. */
    public SendPlan validFor(Duration validity) {
        validitySeconds = validity == null ? null : Math.toIntExact(validity.toSeconds());
        return this;
    }

    /** The provider did not get it early enough to keep it. */
    void keepHere() {
        scheduleBy = ScheduleKeeper.FRACTAL;
    }

    /** What people wrote goes. */
    void redact() {
        templateVariables = null;
    }

    /** The queue it stands in. */
    public Lane getLane() {
        return lane == null ? Lane.CONVERSATION : lane;
    }

    /** The bulk job it belongs to. */
    public Optional<UUID> getBulkJobId() {
        return Optional.ofNullable(bulkJobId);
    }

    /** The provider's id of the template to send. */
    public Optional<String> getTemplateId() {
        return Optional.ofNullable(templateId);
    }

    /** The template's values by name, a JSON object. */
    public Optional<String> getTemplateVariables() {
        return Optional.ofNullable(templateVariables);
    }

    /** What the template was approved for. */
    public Optional<String> getTemplateCategory() {
        return Optional.ofNullable(templateCategory);
    }

    /** Our number to use when the recipient cannot be reached on the channel. */
    public Optional<String> getFallbackFrom() {
        return Optional.ofNullable(fallbackFrom);
    }

    /** The failed message it sends again. */
    public Optional<UUID> getRetryOf() {
        return Optional.ofNullable(retryOf);
    }

    /** Whether it is Fractal's answer to a consent keyword, the one message that goes to who has just objected. */
    public boolean isAnsweringKeyword() {
        return Boolean.TRUE.equals(answersKeyword);
    }

    /** Who keeps it until its time; empty when it goes at once. */
    public Optional<ScheduleKeeper> getScheduleBy() {
        return Optional.ofNullable(scheduleBy);
    }

    /** When it is to go out; empty when at once. */
    public Optional<Instant> getScheduledAt() {
        return Optional.ofNullable(scheduledAt);
    }

    /** For how long it is worth sending, from its time, else from when it was accepted; empty for always. */
    public Optional<Duration> getValidity() {
        return Optional.ofNullable(validitySeconds).map(Duration::ofSeconds);
    }

    /** Whether it advertises: mass mailings do, and templates approved as such. */
    public boolean isPromotional() {
        return isPromotional(getLane(), templateCategory);
    }

    /**
     * Whether a message in this lane advertises.
     *
     * @param category what its template was approved for, or {@code null}
     */
    public static boolean isPromotional(Lane lane, String category) {
        return lane == Lane.BULK || "MARKETING".equals(category);
    }

    /** The lane only. */
    @Override
    public String toString() {
        return "SendPlan[" + lane + "]";
    }
}
