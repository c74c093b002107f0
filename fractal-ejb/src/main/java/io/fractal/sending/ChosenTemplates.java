package io.fractal.sending;

import io.fractal.channels.Addresses;
import io.fractal.configuration.FieldError;
import io.fractal.configuration.FractalException;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.conversations.Message;
import io.fractal.conversations.MessageRoute;
import io.fractal.conversations.ReplyWindows;
import io.fractal.sending.Content.TemplateChoice;
import io.fractal.spi.ChannelType;
import io.fractal.spi.TemplateApproval.Status;
import io.fractal.templates.Rendered;
import io.fractal.templates.TemplateRendering;
import io.fractal.templates.TemplateView;
import io.fractal.templates.Templates;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Reads the template that a message is to be sent with, and says whether it may be. On WhatsApp a conversation is opened with an approved
 * template only; within 24 hours of the contact's last message others go too, but none that WhatsApp has turned down (WhatsApp Business
 * Messaging Policy). Works in the caller's transaction.
 */
@ApplicationScoped
public class ChosenTemplates {

    private static final Set<Status> TURNED_DOWN = EnumSet.of(Status.REJECTED, Status.PAUSED, Status.DISABLED);

    @EJB
    private Templates templates;

    @Inject
    private ReplyWindows windows;

    @Inject
    private Clock clock;

    /**
     * A request whose template has been looked up.
     *
     * @param request the request with the template's text and media beside the template; as it was when it names none
     * @param template the template, or {@code null}
     * @param missing the template's variables without a value
     */
    record Filled(SendRequest request, TemplateView template, List<String> missing) {}

    /**
     * Puts the text of the template that a request names into it.
     *
     * @throws InvalidRequestException when this workspace has no such template
     */
    Filled fill(UUID workspaceId, SendRequest request) {
        TemplateChoice choice = request.content().template();
        if (choice == null) {
            return new Filled(request, null, List.of());
        }
        TemplateView template = templates
                .find(workspaceId, choice.sidOrId())
                .orElseThrow(() -> invalid("templateSid", "UNKNOWN_TEMPLATE", "There is no such template"));
        Rendered rendered = TemplateRendering.render(template, choice.variables());
        Content content = new Content(
                rendered.body(),
                rendered.content().mediaUrls(),
                List.of(),
                new TemplateChoice(
                        template.sid(),
                        choice.variables(),
                        template.approval().category().orElse(null)));
        return new Filled(request.with(content), template, rendered.missing());
    }

    /**
     * Why a template may not be sent to a recipient as things stand; empty when it may, or when there is none.
     */
    Optional<FractalException> objection(Filled filled, Recipient recipient) {
        TemplateView template = filled.template();
        if (template == null) {
            return Optional.empty();
        }
        ChannelType kept = Addresses.keptUnder(recipient.channel());
        if (!filled.missing().isEmpty()) {
            return Optional.of(invalid(
                    "variables", "VARIABLES_MISSING", "A value is missing for " + String.join(", ", filled.missing())));
        }
        if (!template.channels().contains(kept)) {
            return Optional.of(
                    invalid("templateSid", "TEMPLATE_NOT_FOR_CHANNEL", "This channel cannot show this template"));
        }
        Instant time = filled.request().sendAt() == null
                ? clock.instant()
                : filled.request().sendAt();
        return refusal(
                        template,
                        kept,
                        () -> windows.isOpen(recipient.conversationId(), kept, recipient.address(), time))
                .map(code -> SendRefusedException.template(template.sid(), code));
    }

    /** What has become of a message's template since it was accepted; empty when it may still be sent. */
    Optional<Obstacle> obstacle(Message message) {
        MessageRoute route = message.getRoute();
        ChannelType kept = Addresses.keptUnder(route.channel());
        return message.getPlan()
                .getTemplateId()
                .filter(id -> kept == ChannelType.WHATSAPP)
                .flatMap(id -> templates.find(message.getWorkspaceId(), id))
                .flatMap(template -> refusal(
                        template,
                        kept,
                        () -> windows.isOpen(message.getConversationId(), kept, route.to(), clock.instant())))
                .map(code -> new Obstacle.Forbidden(code, "WhatsApp does not allow this template here any more"));
    }

    private static Optional<String> refusal(TemplateView template, ChannelType kept, BooleanSupplier windowOpen) {
        Status status = template.approval().status();
        if (kept != ChannelType.WHATSAPP || status == Status.APPROVED) {
            return Optional.empty();
        }
        if (TURNED_DOWN.contains(status)) {
            return Optional.of("TEMPLATE_" + status);
        }
        return windowOpen.getAsBoolean() ? Optional.empty() : Optional.of("TEMPLATE_NOT_APPROVED");
    }

    private static InvalidRequestException invalid(String field, String code, String message) {
        return new InvalidRequestException(List.of(new FieldError(field, code, message)));
    }
}
