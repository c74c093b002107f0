package io.fractal.plugins.twilio.sandbox.rest;

import io.fractal.plugins.twilio.sandbox.delivery.Departure;
import io.fractal.plugins.twilio.sandbox.delivery.Lifecycle;
import io.fractal.plugins.twilio.sandbox.state.SandboxState;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * Twilio's REST API. The core API has the base address for itself, the others a path below it that is named for their host:
 * {@code /content/v1/…}, {@code /messaging/v1/…}.
 */
public final class TwilioApi {

    private static final List<String> OTHER_HOSTS = List.of("content", "messaging");

    private final Faults faults;
    private final Credentials credentials;
    private final MediaApi media;
    private final List<Route> routes;

    /**
     * The API of one account.
     *
     * @param state what Twilio knows
     * @param lifecycle what moves messages on
     * @param departure which way they go
     */
    public TwilioApi(SandboxState state, Lifecycle lifecycle, Departure departure) {
        this.faults = new Faults(state.behaviour());
        this.credentials = new Credentials(state.account(), state.behaviour());
        this.media = new MediaApi(state, lifecycle);
        Approvals approvals = new Approvals(state.behaviour(), state.clock());
        MessageCreation creation = new MessageCreation(
                new PartyRules(state, departure),
                new ContentRules(state.resources(), approvals),
                new MessagePlanner(state));
        this.routes = Stream.of(
                        media.routes(),
                        new MessagesApi(state, lifecycle, creation).routes(),
                        new ContentApi(state, approvals).routes(),
                        new NumbersApi(state).routes(),
                        new ServicesApi(state).routes(),
                        new PoolApi(state).routes(),
                        new ChannelSendersApi(state).routes(),
                        new TollfreeApi(state).routes())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Answers a call.
     *
     * @param path the path below the base address
     */
    public WebhookResponse handle(RawWebhook request, String path) {
        try {
            return faults.limited(() -> admitted(request, path));
        } catch (ApiError refused) {
            return Answers.json(refused.status(), refused.body());
        }
    }

    private WebhookResponse admitted(RawWebhook request, String path) {
        Optional<WebhookResponse> medium = media.open(request, path, credentials);
        if (medium.isPresent()) {
            return medium.get();
        }
        if (!credentials.admit(request)) {
            throw Faults.usual(401, 20003);
        }
        for (String host : OTHER_HOSTS) {
            if (path.startsWith("/" + host + "/")) {
                return route(request, host, path.substring(host.length() + 1));
            }
        }
        return route(request, "api", path);
    }

    private WebhookResponse route(RawWebhook request, String host, String path) {
        boolean known = false;
        for (Route route : routes) {
            Matcher match = route.path().matcher(path);
            if (route.host().equals(host) && match.matches()) {
                known = true;
                if (route.method().equals(request.method())) {
                    Call call = new Call(request, host, path, match);
                    return faults.around(route, () -> route.handler().answer(call));
                }
            }
        }
        throw known ? new ApiError(405, 20004, "Method not allowed") : ApiError.notFound(path);
    }
}
