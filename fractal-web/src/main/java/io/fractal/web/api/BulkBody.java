package io.fractal.web.api;

import io.fractal.bulk.NewBulkJob;
import io.fractal.bulk.NewRecipient;
import io.fractal.sending.Via;
import io.fractal.web.notation.JsonBody;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a bulk job takes. */
@Schema(
        name = "BulkMessages",
        description = "One text or template for many recipients, or a text for each of them.",
        example =
                "{\"name\": \"Opening hours\", \"body\": \"Dear {{name}}, we are open until 8 pm.\", \"recipients\": [{\"to\": \"+4915799912345\", \"variables\": {\"name\": \"Anna\"}}]}",
        requiredProperties = "recipients")
public record BulkBody(
        @Schema(description = "For people", example = "Opening hours in December")
        String name,

        @Schema(description = "SMS, WHATSAPP, … in any case; SMS by default. Also taken as channel", example = "SMS")
        String channelType,

        @Schema(
                description = "The text, with {{name}} for a recipient's value; also taken as content",
                example = "Dear {{name}}, we are open until 8 pm in December.")
        String body,

        @Schema(
                description = "The template to send instead of a text: its SID or its id; also taken as templateId and "
                        + "contentSid",
                example = "HX0123456789abcdef0123456789abcdef")
        String templateSid,

        @Schema(description = "One of our own addresses, or a messaging service", example = "+4915799900001")
        String from,

        @Schema(description = "One of our senders by its id, instead of from")
        UUID senderId,

        @Schema(description = "For RCS: SMS, to reach whoever has no RCS", example = "SMS")
        String fallbackChannel,

        @Schema(
                description = "The job begins at this time; also taken as scheduleAt and sendAt",
                example = "2027-01-31T09:30:00Z")
        Instant scheduledAt,

        @Schema(
                description =
                        "For how many seconds each message is worth sending once it is made, which it is when its "
                                + "recipient's turn comes: 1 to 36,000 with Twilio",
                example = "3600")
        Integer validityPeriod,

        @Schema(type = SchemaType.OBJECT, description = "Kept with every message")
        String metadata,

        @Schema(description = "1 to 50,000; also taken as messages")
        List<Recipient> recipients) {

    /** Up to 300 bytes for each of the most recipients. */
    static final int MOST_BYTES = 16 * 1024 * 1024;

    /** One recipient. */
    @Schema(name = "BulkMessageRecipient", description = "Exactly one of to and contactId says to whom.")
    public record Recipient(
            @Schema(description = "An address in any spelling; also taken as phone", example = "+4915799912345")
            String to,

            UUID contactId,

            @Schema(
                    type = SchemaType.OBJECT,
                    description =
                            "Values by name for the text or template, also as a string with that object as JSON; also taken as contentVariables",
                    example = "{\"name\": \"Nele\"}")
            Map<String, String> variables,

            @Schema(description = "A text of their own instead of the job's; also taken as content")
            String body,

            @Schema(type = SchemaType.OBJECT, description = "Kept with the message instead of the job's")
            String metadata) {

        static Recipient of(JsonBody json, String address) {
            return new Recipient(
                    address,
                    json.uuid("contactId"),
                    json.textsOrJson("variables", "contentVariables"),
                    json.string("body", "content"),
                    json.objectText("metadata"));
        }
    }

    static BulkBody of(JsonBody json) {
        Set<String> channels = new HashSet<>();
        String named = upper(json.string("channelType", "channel"));
        List<Recipient> recipients = recipients(json, channels);
        if (named != null) {
            channels.add(named);
        }
        if (channels.size() > 1) {
            json.problem("channelType", "must be one for the whole job, also where an address has a prefix");
        }
        BulkBody body = new BulkBody(
                json.string("name"),
                channels.stream().findFirst().orElse(null),
                json.string("body", "content"),
                json.string("templateSid", "templateId", "contentSid"),
                ChannelPrefix.of(json.string("from")).address(),
                json.uuid("senderId"),
                upper(json.string("fallbackChannel")),
                json.instant("scheduledAt", "scheduleAt", "sendAt"),
                json.integer("validityPeriod"),
                json.objectText("metadata"),
                recipients);
        json.finish();
        return body;
    }

    private static List<Recipient> recipients(JsonBody json, Set<String> channels) {
        List<JsonBody> items = json.list("recipients", "messages");
        if (items.isEmpty() || items.size() > NewBulkJob.MOST_RECIPIENTS) {
            json.problem("recipients", "must be 1 to " + NewBulkJob.MOST_RECIPIENTS);
        }
        List<Recipient> recipients = new ArrayList<>(items.size());
        for (JsonBody item : items) {
            ChannelPrefix to = ChannelPrefix.of(item.string("to", "phone"));
            if (to.channel() != null) {
                channels.add(to.channel());
            }
            recipients.add(Recipient.of(item, to.address()));
        }
        return recipients;
    }

    NewBulkJob job(UUID author) {
        return new NewBulkJob(
                name,
                channelType,
                new NewBulkJob.Text(body, templateSid),
                new Via(senderId, from, fallbackChannel),
                scheduledAt,
                validityPeriod == null ? null : Duration.ofSeconds(validityPeriod),
                metadata,
                author,
                recipients.stream()
                        .map(one -> new NewRecipient(
                                one.to(),
                                one.contactId(),
                                Objects.requireNonNullElse(one.variables(), Map.of()),
                                one.body(),
                                one.metadata()))
                        .toList());
    }

    private static String upper(String text) {
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }

    /** Nothing of it: it is whom and what people write. */
    @Override
    public String toString() {
        return "BulkBody";
    }
}
