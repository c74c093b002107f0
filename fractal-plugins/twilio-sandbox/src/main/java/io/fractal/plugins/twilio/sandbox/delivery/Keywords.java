package io.fractal.plugins.twilio.sandbox.delivery;

import io.fractal.plugins.twilio.sandbox.state.MessageStore;
import io.fractal.plugins.twilio.sandbox.state.OptOuts;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Content;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Details;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Parties;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Progress;
import io.fractal.plugins.twilio.sandbox.state.SandboxState;
import io.fractal.plugins.twilio.sandbox.state.Segments;
import io.fractal.plugins.twilio.sandbox.state.Senders;
import io.fractal.plugins.twilio.sandbox.state.Senders.Type;
import io.fractal.plugins.twilio.sandbox.state.Sids;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What Twilio does by itself when a person writes a keyword (Twilio, "Twilio support for opt-out keywords"): it keeps the opt-out and
 * answers the person. The webhook is posted all the same. Toll-free numbers know fewer words, which the network handles.
 */
public final class Keywords {

    /** The field of a messaging service that says whether Advanced Opt-Out is on; Twilio has it in its console only. */
    public static final String ADVANCED_OPT_OUT = "_advanced_opt_out";

    private static final Set<String> STOP =
            Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");

    private static final Set<String> START = Set.of("START", "YES", "UNSTOP");
    private static final Set<String> HELP = Set.of("HELP", "INFO");
    private static final Set<String> TOLL_FREE_STOP = Set.of("STOP");
    private static final Set<String> TOLL_FREE_START = Set.of("START", "UNSTOP");

    private static final String STOPPED = "You have successfully been unsubscribed. You will not receive any more "
            + "messages from this number. Reply START to resubscribe.";
    private static final String STARTED = "You have successfully been re-subscribed to messages from this number. "
            + "Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.";
    private static final String HELPED = "Reply STOP to unsubscribe. Msg&Data Rates May Apply.";
    private static final String TOLL_FREE_STOPPED = "NETWORK MSG: You replied with the word \"stop\" which blocks all "
            + "texts sent from this number. Text back \"unstop\" to receive messages again.";
    private static final String TOLL_FREE_STARTED =
            "NETWORK MSG: You have replied \"unstop\" and will begin " + "receiving messages again from this number.";

    private final MessageStore store;
    private final OptOuts optOuts;
    private final Senders senders;
    private final Clock clock;

    /** The keywords of an account. */
    public Keywords(SandboxState state) {
        this.store = state.messages();
        this.optOuts = state.optOuts();
        this.senders = state.senders();
        this.clock = state.clock();
    }

    private enum Word {
        STOP,
        START,
        HELP
    }

    /** What Twilio adds to the webhook; only with Advanced Opt-Out. */
    Optional<String> optOutType(SandboxMessage inbound) {
        return word(inbound)
                .filter(word -> senders.serviceOf(inbound.parties().to())
                        .filter(service ->
                                service.fields().path(ADVANCED_OPT_OUT).asBoolean())
                        .isPresent())
                .map(Word::name);
    }

    /** Keeps what the person wants, and answers. */
    void answer(SandboxMessage inbound) {
        word(inbound).flatMap(word -> answer(inbound, word)).ifPresent(text -> reply(inbound, text));
    }

    private Optional<String> answer(SandboxMessage inbound, Word word) {
        String person = inbound.parties().from();
        String own = inbound.parties().to();
        boolean tollFree = Senders.type(own) == Type.TOLL_FREE;
        boolean stopped = optOuts.isStopped(person, own);
        switch (word) {
            case STOP -> {
                optOuts.stop(person, own);
                return stopped ? Optional.empty() : Optional.of(tollFree ? TOLL_FREE_STOPPED : STOPPED);
            }
            case START -> {
                return optOuts.start(person, own)
                        ? Optional.of(tollFree ? TOLL_FREE_STARTED : STARTED)
                        : Optional.empty();
            }
            default -> {
                return tollFree && stopped ? Optional.empty() : Optional.of(HELPED);
            }
        }
    }

    private static Optional<Word> word(SandboxMessage inbound) {
        if (!inbound.channel().hasOptOut()) {
            return Optional.empty();
        }
        boolean tollFree = Senders.type(inbound.parties().to()) == Type.TOLL_FREE;
        String text = inbound.content().body().strip().toUpperCase(Locale.ROOT);
        if ((tollFree ? TOLL_FREE_STOP : STOP).contains(text)) {
            return Optional.of(Word.STOP);
        }
        if ((tollFree ? TOLL_FREE_START : START).contains(text)) {
            return Optional.of(Word.START);
        }
        return HELP.contains(text) ? Optional.of(Word.HELP) : Optional.empty();
    }

    private void reply(SandboxMessage inbound, String text) {
        Instant now = clock.instant();
        store.add(
                new SandboxMessage(
                        Sids.message(false),
                        false,
                        new Parties(
                                inbound.parties().to(),
                                inbound.parties().from(),
                                inbound.parties().messagingServiceSid()),
                        new Content(text, List.of(), Segments.count(text), null),
                        new Progress("delivered", null, null, now, now, List.of()),
                        null,
                        now,
                        new Details(null, null, null, null, null, true, null)),
                List.of());
    }
}
