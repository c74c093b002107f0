package io.fractal.bulk;

import io.fractal.sending.Via;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What somebody wants sent to many.
 *
 * @param name for people, or {@code null}
 * @param channelType a name of {@link io.fractal.spi.ChannelType}; {@code null} for SMS
 * @param content what to send to whoever has no text of their own
 * @param via from which sender
 * @param scheduledAt not before this time; {@code null} for at once
 * @param validity for how long each message is worth sending once it is made, in whole seconds; {@code null} for always
 * @param metadataJson a JSON object to keep with the messages, or {@code null}
 * @param authorUserId who asked for it, or {@code null} for a program
 * @param recipients in their order, 1 to {@link #MOST_RECIPIENTS}
 */
public record NewBulkJob(
        String name,
        String channelType,
        Text content,
        Via via,
        Instant scheduledAt,
        Duration validity,
        String metadataJson,
        UUID authorUserId,
        List<NewRecipient> recipients) {

    /** The most recipients of one job. */
    public static final int MOST_RECIPIENTS = 50_000;

    public NewBulkJob {
        recipients = List.copyOf(recipients);
    }

    /**
     * What to send; at most one of both.
     *
     * @param body a text in which {@code {{name}}} stands for a recipient's value, or {@code null}
     * @param templateId a template by its SID or id, or {@code null}
     */
    public record Text(String body, String templateId) {

        /** Nothing of it: it is what people write. */
        @Override
        public String toString() {
            return "Text";
        }
    }

    /** Nothing of it: it is what people write. */
    @Override
    public String toString() {
        return "NewBulkJob[" + recipients.size() + " recipients]";
    }
}
