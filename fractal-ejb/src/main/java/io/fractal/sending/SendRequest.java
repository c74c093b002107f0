package io.fractal.sending;

import io.fractal.conversations.SendPlan;
import io.fractal.outbox.Lane;
import io.fractal.sending.Content.TemplateChoice;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What somebody wants sent.
 *
 * <pre>{@code
 * SendRequest.of(Addressee.at("+4915799912345").on("SMS"), Content.text("Guten Tag")).keyed("order-17").at(tomorrow)
 * }</pre>
 *
 * @param to to whom
 * @param content what
 * @param via from which sender
 * @param origin who asks for it, in which lane
 * @param sendAt not before this time, to the millisecond; {@code null} for at once
 * @param validity for how long it is worth sending, in whole seconds: from {@code sendAt}, else from now; {@code null} for always
 * @param metadataJson a JSON object to keep with the message, or {@code null}
 */
public record SendRequest(
        Addressee to, Content content, Via via, Origin origin, Instant sendAt, Duration validity, String metadataJson) {

    public SendRequest {
        sendAt = sendAt == null ? null : sendAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** To be sent at once, from whichever sender Fractal chooses. */
    public static SendRequest of(Addressee to, Content content) {
        return new SendRequest(to, content, Via.ANY, Origin.UNNAMED, null, null, null);
    }

    /** The same with another content. */
    SendRequest with(Content other) {
        return new SendRequest(to, other, via, origin, sendAt, validity, metadataJson);
    }

    /** The same from this sender. */
    public SendRequest via(Via chosen) {
        return new SendRequest(to, content, chosen, origin, sendAt, validity, metadataJson);
    }

    /** The same not before this time; {@code null} for at once. */
    public SendRequest at(Instant time) {
        return new SendRequest(to, content, via, origin, time, validity, metadataJson);
    }

    /** The same worth sending for so long, in whole seconds; {@code null} for always. */
    public SendRequest validFor(Duration period) {
        return new SendRequest(to, content, via, origin, sendAt, period, metadataJson);
    }

    /** The same with a JSON object to keep with it; may be {@code null}. */
    public SendRequest withMetadata(String json) {
        return new SendRequest(to, content, via, origin, sendAt, validity, json);
    }

    /** The same under the caller's own key; may be {@code null}. */
    public SendRequest keyed(String clientId) {
        return from(new Origin(
                origin.lane(),
                origin.bulkJobId(),
                origin.retryOf(),
                origin.authorUserId(),
                clientId,
                origin.answersKeyword()));
    }

    /** The same written by a user; {@code null} for a program. */
    public SendRequest by(UUID userId) {
        return from(new Origin(
                origin.lane(),
                origin.bulkJobId(),
                origin.retryOf(),
                userId,
                origin.clientId(),
                origin.answersKeyword()));
    }

    /** The same as part of a bulk job, in the lane of bulk jobs. */
    public SendRequest ofJob(UUID jobId) {
        return from(new Origin(
                Lane.BULK, jobId, origin.retryOf(), origin.authorUserId(), origin.clientId(), origin.answersKeyword()));
    }

    /** The same as Fractal's own answer to a consent keyword, which also goes to who has just objected. */
    SendRequest answeringKeyword(String clientId) {
        return from(new Origin(origin.lane(), null, null, null, clientId, true));
    }

    /** The same as another try at a message that failed, in the failed one's lane. */
    SendRequest again(UUID failedMessageId) {
        return from(new Origin(
                origin.lane(),
                origin.bulkJobId(),
                failedMessageId,
                origin.authorUserId(),
                origin.clientId(),
                origin.answersKeyword()));
    }

    /** Whether it advertises, once its template was looked up. */
    boolean isPromotional() {
        TemplateChoice template = content.template();
        return SendPlan.isPromotional(origin.lane(), template == null ? null : template.category());
    }

    private SendRequest from(Origin other) {
        return new SendRequest(to, content, via, other, sendAt, validity, metadataJson);
    }

    /** Nothing of it: it is what people write. */
    @Override
    public String toString() {
        return "SendRequest[" + to + "]";
    }
}
