package io.fractal.web.representation;

import io.fractal.spi.TemplateApproval;
import io.fractal.spi.TemplateContent.Action;
import io.fractal.templates.TemplateView;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A template; the components mean what those of {@link TemplateView} mean. */
@Schema(name = "Template", description = "A message template as its provider keeps it.")
public record TemplateJson(
        UUID id,

        @Schema(
                example = "HX0123456789abcdef0123456789abcdef",
                description = "The provider's id, for Twilio a content SID")
        String sid,

        @Schema(example = "order_shipped") String name,
        @Schema(example = "de") String language,

        @Schema(example = "twilio/quick-reply", description = "The provider's name for its kind")
        String type,

        @Schema(example = "Hello {{1}}, your order {{2}} is on its way.", description = "Empty when there is none")
        String body,

        @Schema(
                type = SchemaType.OBJECT,
                example = "{\"1\": \"Anna\", \"2\": \"4711\"}",
                description = "Every variable with its example, or an empty text")
        JsonValue variables,

        @Schema(description = "Addresses of attachments; may hold placeholders")
        List<String> mediaUrls,

        @Schema(nullable = true, description = "The label that opens a list")
        String button,

        @Schema(description = "Buttons or list entries, in order")
        List<ActionJson> actions,

        @Schema(example = "[\"WHATSAPP\"]", description = "The channels that can show it")
        List<String> channels,

        ApprovalJson approval,

        @Schema(description = "Since when Fractal knows it") Instant createdAt,

        @Schema(description = "When anything of it was last seen to have changed")
        Instant updatedAt) {

    /** Of the id only, as that of {@link MessageJson}. */
    @Override
    public int hashCode() {
        return Objects.hashCode(id);
    }

    /** The representation of a template. */
    public static TemplateJson of(TemplateView template) {
        JsonObjectBuilder variables = Json.createObjectBuilder();
        template.variables().forEach(variables::add);
        return new TemplateJson(
                template.id(),
                template.sid(),
                template.name(),
                template.language(),
                template.content().type(),
                template.content().body(),
                variables.build(),
                template.content().mediaUrls(),
                template.content().button().orElse(null),
                ActionJson.of(template.content().actions()),
                template.channels().stream().map(Enum::name).sorted().toList(),
                ApprovalJson.of(template.approval()),
                template.createdAt(),
                template.updatedAt());
    }

    /** A button or a list entry. */
    @Schema(name = "TemplateAction", description = "A button or a list entry.")
    public record ActionJson(
            @Schema(
                    example = "QUICK_REPLY",
                    description = "QUICK_REPLY, LIST_ITEM, URL, PHONE_NUMBER, COPY_CODE or OTHER")
            String kind,

            @Schema(example = "Yes") String title,

            @Schema(example = "yes", nullable = true, description = "The payload, id, address, number or code")
            String value,

            @Schema(nullable = true, description = "The second line of a list entry")
            String description) {

        /** The representation of buttons. */
        static List<ActionJson> of(List<Action> actions) {
            return actions.stream()
                    .map(action -> new ActionJson(
                            action.kind().name(),
                            action.title(),
                            action.value().orElse(null),
                            action.description().orElse(null)))
                    .toList();
        }
    }

    /** How an approval stands. */
    @Schema(name = "TemplateApproval", description = "How WhatsApp's approval stands.")
    public record ApprovalJson(
            @Schema(example = "APPROVED", description = "UNSUBMITTED, PENDING, APPROVED, REJECTED, PAUSED or DISABLED")
            String status,

            @Schema(example = "approved", description = "The provider's own word")
            String providerStatus,

            @Schema(example = "UTILITY", nullable = true, description = "UTILITY, MARKETING or AUTHENTICATION")
            String category,

            @Schema(nullable = true) String rejectionReason) {

        static ApprovalJson of(TemplateApproval approval) {
            return new ApprovalJson(
                    approval.status().name(),
                    approval.providerStatus(),
                    approval.category().orElse(null),
                    approval.rejectionReason().orElse(null));
        }
    }
}
