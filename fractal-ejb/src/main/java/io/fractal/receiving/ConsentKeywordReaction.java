package io.fractal.receiving;

import io.fractal.channels.Addresses;
import io.fractal.channels.ProviderAccounts;
import io.fractal.consent.ConsentKeyword;
import io.fractal.consent.ConsentKeywords;
import io.fractal.consent.ConsentSource;
import io.fractal.consent.ConsentState;
import io.fractal.consent.Consents;
import io.fractal.consent.KeywordMessage;
import io.fractal.outbox.Outbox;
import io.fractal.plugins.PluginHost;
import io.fractal.spi.Capabilities;
import io.fractal.spi.InboundContext.OptOut;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Takes consent keywords out of what comes in, in the transaction that keeps the message: whoever reads the event log afterwards, a bot
 * above all, finds the consent already changed.
 *
 * <p>What the provider recognised beats the text. Words that people also write without meaning their consent (YES, CANCEL, END, INFO)
 * count only on channels where the provider acts on them by itself, so that Fractal knows what the provider does anyway; and YES only
 * takes back an earlier STOP.
 */
@ApplicationScoped
public class ConsentKeywordReaction implements InboundReaction {

    /** The outbox work that answers a keyword; the message is its subject, so that one message is answered once. */
    public static final String ANSWER = "consent-answer";

    @EJB
    private Consents consents;

    @EJB
    private ProviderAccounts accounts;

    @Inject
    private PluginHost plugins;

    @EJB
    private Outbox outbox;

    @Inject
    private Clock clock;

    @Override
    public void received(List<ReceivedMessage> batch) {
        for (ReceivedMessage message : batch) {
            Optional<OptOut> told = message.inbound().context().optOut();
            Optional<ConsentKeyword> read = ConsentKeywords.in(message.inbound().body());
            if (told.isPresent() || read.isPresent()) {
                boolean provided = isProviders(message);
                meaning(message, told, read, provided).ifPresent(meaning -> hear(message, meaning, told, provided));
            }
        }
    }

    private Optional<OptOut> meaning(
            ReceivedMessage message, Optional<OptOut> told, Optional<ConsentKeyword> read, boolean provided) {
        return told.or(() -> read.filter(keyword -> !keyword.ordinary() || provided)
                .filter(keyword -> !keyword.ordinary() || keyword.meaning() != OptOut.START || isRevoked(message))
                .map(ConsentKeyword::meaning));
    }

    private boolean isRevoked(ReceivedMessage message) {
        return consents.state(message.workspaceId(), message.channel(), message.from()) == ConsentState.REVOKED;
    }

    private void hear(ReceivedMessage message, OptOut meaning, Optional<OptOut> told, boolean provided) {
        boolean answer = consents.hear(
                message.workspaceId(),
                new KeywordMessage(
                        message.channel(),
                        message.from(),
                        message.inbound().context().aliases(),
                        message.messageId(),
                        meaning,
                        told.isPresent() ? ConsentSource.PROVIDER : ConsentSource.KEYWORD,
                        told.isEmpty() && !provided));
        if (answer) {
            // not in the conversation's order: nobody's reply shall wait for it
            outbox.add(message.workspaceId(), ANSWER, message.messageId(), message.messageId(), clock.instant());
        }
    }

    /** Whether the provider itself acts on keywords on this channel, and answers them. Only asked for messages that are one. */
    private boolean isProviders(ReceivedMessage message) {
        return accounts.find(message.workspaceId(), message.accountId())
                .flatMap(account -> accounts.credentials(account)
                        .map(credentials ->
                                plugins.adapter(account.provider(), credentials).capabilities()))
                .map(Capabilities::answersOptOuts)
                .filter(channels -> channels.contains(message.channel())
                        || channels.contains(Addresses.keptUnder(message.channel())))
                .isPresent();
    }
}
