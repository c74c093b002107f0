package io.fractal.plugins.twilio.sandbox.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fractal.plugins.twilio.sandbox.state.Resource.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Who does not want to hear from which sender any more (Twilio, "Twilio support for opt-out keywords"). A sender in a messaging
 * service shares its opt-outs with the whole service.
 */
public final class OptOuts {

    private final Resources resources;
    private final Senders senders;
    private final Clock clock;

    /** The opt-outs of an account. */
    public OptOuts(Resources resources, Senders senders, Clock clock) {
        this.resources = resources;
        this.senders = senders;
        this.clock = clock;
    }

    /**
     * One opt-out.
     *
     * @param person the person's number
     * @param scope the sender, or the SID of the messaging service
     * @param since when
     */
    public record OptOut(String person, String scope, Instant since) {}

    /** Whether the person has stopped messages from this sender. */
    public boolean isStopped(String person, String sender) {
        return resources.find(Kind.OPT_OUT, key(person, sender)).isPresent();
    }

    /** Notes that the person wants no more. */
    public void stop(String person, String sender) {
        Instant now = clock.instant();
        String scope = senders.optOutScope(sender);
        resources.put(new Resource(
                Kind.OPT_OUT, key(person, sender), scope, JsonNodeFactory.instance.objectNode(), now, now));
    }

    /** Lifts an opt-out; says whether there was one. */
    public boolean start(String person, String sender) {
        return resources.delete(Kind.OPT_OUT, key(person, sender));
    }

    /** All opt-outs, oldest first. */
    public List<OptOut> all() {
        return resources.all(Kind.OPT_OUT).stream()
                .map(found -> new OptOut(found.sid().split(" ")[0], found.parent(), found.created()))
                .toList();
    }

    private String key(String person, String sender) {
        return Channel.bare(person) + " " + senders.optOutScope(sender);
    }
}
