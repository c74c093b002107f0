package io.fractal.plugins.twilio.sandbox;

import io.fractal.plugins.twilio.sandbox.control.ControlApi;
import io.fractal.plugins.twilio.sandbox.delivery.Agenda;
import io.fractal.plugins.twilio.sandbox.delivery.InboundPoster;
import io.fractal.plugins.twilio.sandbox.delivery.Lifecycle;
import io.fractal.plugins.twilio.sandbox.delivery.WebhookSender;
import io.fractal.plugins.twilio.sandbox.phone.PhonePage;
import io.fractal.plugins.twilio.sandbox.rest.MessagesApi;
import io.fractal.plugins.twilio.sandbox.state.Behaviour;
import io.fractal.plugins.twilio.sandbox.state.BehaviourSwitch;
import io.fractal.plugins.twilio.sandbox.state.MessageStore;
import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import io.fractal.spi.FractalPlugin;
import io.fractal.spi.HttpEndpoint;
import io.fractal.spi.PluginContext;
import io.fractal.spi.PluginInfo;
import java.time.Clock;
import java.util.List;

/** The plugin that plays Twilio. */
public final class TwilioSandboxPlugin implements FractalPlugin {

    private static final PluginInfo INFO = new PluginInfo("twilio-sandbox", "Twilio sandbox", "0.1.0", 1);

    private MessageStore store;
    private BehaviourSwitch behaviour;
    private Agenda agenda;
    private WebhookSender sender;
    private HttpEndpoint endpoint;

    @Override
    public PluginInfo info() {
        return INFO;
    }

    @Override
    public void start(PluginContext context) {
        Clock clock = context.clock();
        SandboxAccount account = SandboxAccount.of(context);
        store = MessageStore.open(context.dataDirectory(), clock.instant());
        behaviour = new BehaviourSwitch();
        agenda = new Agenda(clock, context.logger());
        sender = new WebhookSender(account, store, agenda, clock, context.logger());
        Lifecycle lifecycle = new Lifecycle(account, store, behaviour, agenda, sender, clock);
        InboundPoster poster = new InboundPoster(account, store, sender, clock);
        endpoint = new SandboxEndpoint(
                new MessagesApi(account, store, behaviour, lifecycle, clock),
                new ControlApi(account, store, behaviour, lifecycle, poster),
                new PhonePage());
        lifecycle.resume();
    }

    @Override
    public void stop() {
        if (endpoint == null) {
            return;
        }
        behaviour.set(Behaviour.NORMAL);
        sender.close();
        agenda.close();
        store.close();
        endpoint = null;
    }

    @Override
    public List<HttpEndpoint> httpEndpoints() {
        return endpoint == null ? List.of() : List.of(endpoint);
    }
}
