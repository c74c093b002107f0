package io.fractal.plugins.twilio.sandbox;

import io.fractal.plugins.twilio.sandbox.control.ControlApi;
import io.fractal.plugins.twilio.sandbox.delivery.Agenda;
import io.fractal.plugins.twilio.sandbox.delivery.Departure;
import io.fractal.plugins.twilio.sandbox.delivery.InboundPoster;
import io.fractal.plugins.twilio.sandbox.delivery.Lifecycle;
import io.fractal.plugins.twilio.sandbox.delivery.WebhookSender;
import io.fractal.plugins.twilio.sandbox.phone.PhonePage;
import io.fractal.plugins.twilio.sandbox.rest.MediaCdn;
import io.fractal.plugins.twilio.sandbox.rest.TwilioApi;
import io.fractal.plugins.twilio.sandbox.state.Behaviour;
import io.fractal.plugins.twilio.sandbox.state.SandboxState;
import io.fractal.spi.FractalPlugin;
import io.fractal.spi.HttpEndpoint;
import io.fractal.spi.PluginContext;
import io.fractal.spi.PluginInfo;
import java.util.List;

/** The plugin that plays Twilio. */
public final class TwilioSandboxPlugin implements FractalPlugin {

    private static final PluginInfo INFO = new PluginInfo("twilio-sandbox", "Twilio sandbox", "0.1.0", 1);

    private SandboxState state;
    private Agenda agenda;
    private WebhookSender sender;
    private HttpEndpoint endpoint;

    @Override
    public PluginInfo info() {
        return INFO;
    }

    @Override
    public void start(PluginContext context) {
        state = SandboxState.open(context);
        agenda = new Agenda(state.clock(), context.logger());
        sender = new WebhookSender(state, agenda, context.logger());
        Departure departure = new Departure(state);
        Lifecycle lifecycle = new Lifecycle(state, agenda, sender, departure);
        InboundPoster poster = new InboundPoster(state, sender);
        endpoint = new SandboxEndpoint(
                new TwilioApi(state, lifecycle, departure),
                new MediaCdn(state.media()),
                new ControlApi(state, lifecycle, departure, poster),
                new PhonePage());
        lifecycle.resume();
    }

    @Override
    public void stop() {
        if (endpoint == null) {
            return;
        }
        state.behaviour().set(Behaviour.NORMAL);
        sender.close();
        agenda.close();
        state.close();
        endpoint = null;
    }

    @Override
    public List<HttpEndpoint> httpEndpoints() {
        return endpoint == null ? List.of() : List.of(endpoint);
    }
}
