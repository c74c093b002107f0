package io.fractal.sending;

import io.fractal.configuration.FractalException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Finds out what becomes of requests to send: most of it with one statement for all of them. Writes nothing. Works in the caller's
 * transaction, in which it holds the addresses and the conversations of the recipients.
 */
@ApplicationScoped
public class DraftChecks {

    @Inject
    private EarlierMessages earlier;

    @Inject
    private ChosenTemplates chosenTemplates;

    @Inject
    private Recipients recipients;

    @Inject
    private OutboundRoutes routes;

    @Inject
    private Permissions permissions;

    @Inject
    private Carried carried;

    @Inject
    private Plans plans;

    @Inject
    private Clock clock;

    /** Takes drafts as far as they come: those that may be sent are complete but for a contact and a conversation that are to be made. */
    void check(UUID workspaceId, List<Draft> drafts) {
        earlier.recognise(workspaceId, drafts);
        each(drafts, draft -> RequestChecks.check(draft.asked(), clock.instant()));
        each(drafts, draft -> draft.fill(chosenTemplates.fill(workspaceId, draft.asked())));
        recipients.find(workspaceId, open(drafts));
        routes.choose(workspaceId, open(drafts));
        permissions.require(workspaceId, open(drafts));
        each(
                drafts,
                draft -> chosenTemplates
                        .objection(draft.filled(), draft.recipient())
                        .ifPresent(DraftChecks::refuse));
        each(
                drafts,
                draft -> draft.carries(carried.by(
                        workspaceId, draft.request().content(), draft.route().channel())));
        each(drafts, draft -> draft.follows(plans.of(workspaceId, draft.request(), draft.route())));
    }

    /** The drafts that are not settled yet. */
    static List<Draft> open(List<Draft> drafts) {
        return drafts.stream().filter(Draft::isOpen).toList();
    }

    private interface Step {
        void take(Draft draft);
    }

    private static void each(List<Draft> drafts, Step step) {
        drafts.forEach(draft -> draft.attempt(() -> step.take(draft)));
    }

    private static void refuse(FractalException objection) {
        throw objection;
    }
}
