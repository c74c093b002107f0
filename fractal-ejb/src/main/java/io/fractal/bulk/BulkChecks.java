package io.fractal.bulk;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.database.StorableJson;
import io.fractal.spi.ChannelType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What can be said about a wished-for job by looking at it alone. */
final class BulkChecks {

    private static final int LONGEST_BODY = 1600;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ADDRESS = 200;
    private static final int MOST_VARIABLES = 100;
    private static final int MOST_ERRORS = 100;
    private static final Duration FURTHEST_AHEAD = Duration.ofDays(366);
    private static final Set<ChannelType> WRITABLE =
            EnumSet.of(ChannelType.SMS, ChannelType.MMS, ChannelType.WHATSAPP, ChannelType.RCS, ChannelType.MESSENGER);

    private final List<FieldError> errors = new ArrayList<>();

    private BulkChecks() {}

    /**
     * @throws InvalidRequestException with what is wrong, the first hundred
     */
    static void check(NewBulkJob job, Instant now) {
        BulkChecks checks = new BulkChecks();
        checks.job(job, now);
        checks.recipients(job);
        if (!checks.errors.isEmpty()) {
            throw new InvalidRequestException(checks.errors);
        }
    }

    /** The channel that a job goes by. */
    static ChannelType channel(NewBulkJob job) {
        return job.channelType() == null ? ChannelType.SMS : ChannelType.valueOf(job.channelType());
    }

    private void job(NewBulkJob job, Instant now) {
        if (job.channelType() != null
                && WRITABLE.stream().noneMatch(channel -> channel.name().equals(job.channelType()))) {
            add("channelType", "UNKNOWN_CHANNEL", "There is no such channel to write on");
        }
        if (job.content().body() != null && job.content().templateId() != null) {
            add("body", "TEMPLATE_OR_BODY", "A template brings its own text, so no other may be given beside it");
        }
        text("body", job.content().body());
        if (job.name() != null && (job.name().isBlank() || job.name().length() > LONGEST_NAME)) {
            add("name", "NAME_INVALID", "A name has 1 to " + LONGEST_NAME + " characters");
        }
        metadata("metadata", job.metadataJson());
        time(job.scheduledAt(), now);
    }

    private void metadata(String field, String json) {
        if (json != null && !StorableJson.isObject(json)) {
            add(field, "METADATA_INVALID", StorableJson.SENTENCE);
        }
    }

    private void time(Instant time, Instant now) {
        if (time != null && !time.isAfter(now)) {
            add("scheduledAt", "SCHEDULE_IN_THE_PAST", "The time to send at must lie ahead");
        } else if (time != null && time.isAfter(now.plus(FURTHEST_AHEAD))) {
            add("scheduledAt", "SCHEDULE_TOO_FAR", "The time to send at must lie within a year from now");
        }
    }

    private void recipients(NewBulkJob job) {
        List<NewRecipient> recipients = job.recipients();
        if (recipients.isEmpty() || recipients.size() > NewBulkJob.MOST_RECIPIENTS) {
            add("recipients", "RECIPIENTS_INVALID", "A job has 1 to " + NewBulkJob.MOST_RECIPIENTS + " recipients");
            return;
        }
        boolean common = job.content().body() != null || job.content().templateId() != null;
        for (int i = 0; i < recipients.size() && errors.size() < MOST_ERRORS; i++) {
            recipient(
                    "recipients[" + i + "].",
                    recipients.get(i),
                    common,
                    job.content().templateId() != null);
        }
    }

    private void recipient(String path, NewRecipient recipient, boolean common, boolean template) {
        boolean addressed = recipient.to() != null && !recipient.to().isBlank();
        if (addressed == (recipient.contactId() != null)) {
            add(path + "to", "RECIPIENT_REQUIRED", "Exactly one of to and contactId must say to whom");
        } else if (addressed && recipient.to().length() > LONGEST_ADDRESS) {
            add(path + "to", "ADDRESS_TOO_LONG", "An address has at most " + LONGEST_ADDRESS + " characters");
        }
        if (recipient.body() == null && !common) {
            add(path + "body", "BODY_REQUIRED", "Without a text or template of the job each recipient needs a text");
        } else if (recipient.body() != null && template) {
            add(path + "body", "TEMPLATE_OR_BODY", "A template brings its own text");
        }
        text(path + "body", recipient.body());
        metadata(path + "metadata", recipient.metadataJson());
        if (recipient.variables().size() > MOST_VARIABLES) {
            add(path + "variables", "TOO_MANY_VARIABLES", "There are at most " + MOST_VARIABLES + " variables");
        }
    }

    private void text(String field, String body) {
        if (body != null && body.isBlank()) {
            add(field, "BODY_BLANK", "A text must not be blank");
        } else if (body != null && body.length() > LONGEST_BODY) {
            add(field, "BODY_TOO_LONG", "A text has at most " + LONGEST_BODY + " characters");
        }
    }

    private void add(String field, String code, String message) {
        errors.add(new FieldError(field, code, message));
    }
}
