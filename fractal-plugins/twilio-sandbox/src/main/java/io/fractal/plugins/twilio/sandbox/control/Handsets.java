package io.fractal.plugins.twilio.sandbox.control;

import io.fractal.plugins.twilio.sandbox.delivery.Departure;
import io.fractal.plugins.twilio.sandbox.delivery.Lifecycle;
import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.SandboxState;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;

/** What people do with their phones besides writing, and what their phones can do. */
final class Handsets {

    private final SandboxState state;
    private final Lifecycle lifecycle;
    private final Departure departure;

    Handsets(SandboxState state, Lifecycle lifecycle, Departure departure) {
        this.state = state;
        this.lifecycle = lifecycle;
        this.departure = departure;
    }

    /**
     * The body of these calls.
     *
     * @param number whose handset
     * @param open whether the person's windows are open; true when absent
     * @param supported whether it knows RCS; true when absent
     */
    record Call(String number, Boolean open, Boolean supported) {
        static Call of(RawWebhook request) {
            Call call = ControlJson.read(request, Call.class);
            if (call.number() == null || call.number().isBlank()) {
                throw new BadRequest(400, "'number' is missing");
            }
            return call;
        }

        String person() {
            return Channel.bare(number.strip());
        }
    }

    /** The person opens the thread. */
    WebhookResponse read(RawWebhook request) {
        lifecycle.read(Call.of(request).person());
        return WebhookResponse.empty(204);
    }

    /** Opens or closes the 24-hour window. */
    WebhookResponse window(RawWebhook request) {
        Call call = Call.of(request);
        state.windows().force(call.person(), !Boolean.FALSE.equals(call.open()));
        return WebhookResponse.empty(204);
    }

    /** Says whether the handset knows RCS. */
    WebhookResponse rcs(RawWebhook request) {
        Call call = Call.of(request);
        departure.rcs(call.person(), !Boolean.FALSE.equals(call.supported()));
        return WebhookResponse.empty(204);
    }
}
