package io.fractal.sending;

import io.fractal.conversations.MessageRoute;
import io.fractal.conversations.ScheduleKeeper;
import io.fractal.conversations.SendPlan;
import io.fractal.database.Json;
import io.fractal.outbox.Lane;
import io.fractal.outbox.Share;
import io.fractal.sending.Content.TemplateChoice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;

/** Writes down how and when an accepted message is to go out. Works in the caller's transaction. */
@ApplicationScoped
public class Plans {

    @Inject
    private Schedules schedules;

    @Inject
    private OutboundRoutes routes;

    @Inject
    private Validities validities;

    /**
     * How and when a message is to go out.
     *
     * @throws io.fractal.configuration.InvalidRequestException when its way does not allow what is asked for
     */
    SendPlan of(UUID workspaceId, SendRequest request, MessageRoute route) {
        Origin origin = request.origin();
        SendPlan plan = SendPlan.in(origin.lane()).ofJob(origin.bulkJobId()).again(origin.retryOf());
        if (origin.answersKeyword()) {
            plan.answeringKeyword();
        }
        validities.require(workspaceId, route, request.validity());
        plan.validFor(request.validity());
        routes.fallback(workspaceId, request.via(), route.to()).ifPresent(plan::fallingBackTo);
        TemplateChoice template = request.content().template();
        if (template != null) {
            plan.asTemplate(template.sidOrId(), Json.write(template.variables()), template.category());
        }
        Instant time = request.sendAt();
        return time == null ? plan : plan.at(time, schedules.keeper(workspaceId, route, time));
    }

    /**
     * Messages with the same key go out one after the other. Those of a conversation have one key, so that people read them in the
     * order in which they were written. What may have to wait for hours has its own, because nothing may wait behind it.
     */
    static UUID orderKey(UUID messageId, UUID conversationId, SendPlan plan) {
        return plan.isPromotional() || plan.getScheduleBy().isPresent() || plan.isAnsweringKeyword()
                ? messageId
                : conversationId;
    }

    /** Where work on a message stands in line. */
    static Share share(SendPlan plan) {
        Share withoutJob = plan.getLane() == Lane.BULK ? Share.BACKGROUND : Share.PROMPT;
        return plan.getBulkJobId().map(Share::ofJob).orElse(withoutJob);
    }

    /** When work on a message begins: what the provider keeps is handed over at once. */
    static Instant startsAt(SendPlan plan, Instant now) {
        return plan.getScheduleBy()
                .filter(keeper -> keeper == ScheduleKeeper.FRACTAL)
                .flatMap(here -> plan.getScheduledAt())
                .orElse(now);
    }
}
