package io.fractal.plugins.twilio.sandbox.delivery;

import io.fractal.plugins.twilio.sandbox.state.BehaviourSwitch;
import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.OptOuts;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Parties;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Step;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Template;
import io.fractal.plugins.twilio.sandbox.state.SandboxState;
import io.fractal.plugins.twilio.sandbox.state.Windows;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What happens when a message is about to leave: which way it goes, and what keeps it from going. Scheduled messages are judged then
 * and not when they were created, as by Twilio.
 */
public final class Departure {

    private static final int VALIDITY_EXPIRED = 30036;
    private static final int UNSUBSCRIBED = 21610;
    private static final int OUTSIDE_WINDOW = 63016;
    private static final int NO_SUCH_ADDRESS = 63003;

    private final BehaviourSwitch behaviour;
    private final Windows windows;
    private final OptOuts optOuts;
    private final Set<String> withoutRcs = ConcurrentHashMap.newKeySet();

    /** The rules by which messages leave. */
    public Departure(SandboxState state) {
        this.behaviour = state.behaviour();
        this.windows = state.windows();
        this.optOuts = state.optOuts();
    }

    /** Says whether a person's handset knows RCS; every one does until told otherwise. */
    public void rcs(String person, boolean supported) {
        if (supported) {
            withoutRcs.remove(Channel.bare(person));
        } else {
            withoutRcs.add(Channel.bare(person));
        }
    }

    /** Whether a person's handset knows RCS. */
    public boolean knowsRcs(String person) {
        return !withoutRcs.contains(Channel.bare(person));
    }

    /** An RCS message with a fallback goes by SMS to a handset that knows no RCS. */
    SandboxMessage route(SandboxMessage message) {
        String fallback = message.details().fallbackFrom();
        if (message.channel() != Channel.RCS || fallback == null || knowsRcs(message.person())) {
            return message;
        }
        return message.between(
                new Parties(fallback, message.person(), message.parties().messagingServiceSid()));
    }

    /** The state that the message gets instead of leaving. */
    Optional<Step> obstacle(SandboxMessage message, Step leaving) {
        if (isTooLate(message, leaving.due())) {
            return Optional.of(new Step("failed", leaving.due(), VALIDITY_EXPIRED));
        }
        if (message.channel().hasOptOut() && isStopped(message)) {
            return Optional.of(new Step("failed", leaving.due(), UNSUBSCRIBED));
        }
        if (message.channel() == Channel.RCS && !knowsRcs(message.person())) {
            return Optional.of(new Step("undelivered", leaving.due(), NO_SUCH_ADDRESS));
        }
        if (isOutsideWindow(message)) {
            return Optional.of(new Step("undelivered", leaving.due(), OUTSIDE_WINDOW));
        }
        return Optional.ofNullable(message.content().template())
                .map(Template::errorCode)
                .filter(code -> message.channel() == Channel.WHATSAPP)
                .map(code -> new Step("undelivered", leaving.due(), code));
    }

    private boolean isStopped(SandboxMessage message) {
        return optOuts.isStopped(message.parties().to(), message.parties().from());
    }

    private static boolean isTooLate(SandboxMessage message, Instant leaves) {
        Integer validity = message.details().validityPeriod();
        Instant from = Optional.ofNullable(message.details().sendAt()).orElse(message.created());
        return validity != null && leaves.isAfter(from.plusSeconds(validity));
    }

    private boolean isOutsideWindow(SandboxMessage message) {
        Template template = message.content().template();
        boolean free = template == null || !template.approved();
        return free
                && message.channel().hasWindow()
                && behaviour.current().window24h()
                && !windows.isOpen(message.parties().to(), message.parties().from());
    }
}
