package io.fractal.sending;

import io.fractal.configuration.FractalException;
import io.fractal.consent.ConsentKeyword;
import io.fractal.consent.ConsentKeywords;
import io.fractal.consent.Consents;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.database.Transactions;
import io.fractal.outbox.OutboxHandler;
import io.fractal.outbox.OutboxResult;
import io.fractal.outbox.OutboxWork;
import io.fractal.receiving.ConsentKeywordReaction;
import io.fractal.spi.InboundContext.OptOut;
import io.fractal.tenancy.Workspace;
import io.fractal.tenancy.Workspaces;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;

/**
 * Answers consent keywords where the provider does not: that it is noted, and how it is taken back. Once for each message, whatever
 * happens to this process, because the message's id is the key of the answer. It also goes to who has just objected: they asked.
 */
@ApplicationScoped
public class ConsentAnswers implements OutboxHandler {

    private static final String TEXTS = "io.fractal.sending.consent-answers";

    /** Without it, the language of the machine would answer for English. */
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    @EJB
    private Transactions transactions;

    @EJB
    private Messages messages;

    @EJB
    private Consents consents;

    @EJB
    private Workspaces workspaces;

    @EJB
    private Sending sending;

    @Override
    public String kind() {
        return ConsentKeywordReaction.ANSWER;
    }

    @Override
    public OutboxResult handle(OutboxWork work) {
        try {
            transactions.doInNew(() -> answer(work.workspaceId(), work.subjectId()));
            return OutboxResult.done();
        } catch (FractalException refused) {
            // for example no sender any more; the keyword is in force all the same
            return OutboxResult.dead(refused.code());
        }
    }

    private void answer(UUID workspaceId, UUID messageId) {
        Optional<MessageView> asked =
                messages.findAll(workspaceId, List.of(messageId)).stream().findFirst();
        Optional<OptOut> meaning = consents.askedBy(workspaceId, messageId);
        if (asked.isEmpty() || meaning.isEmpty()) {
            return;
        }
        MessageView message = asked.get();
        Addressee writer = Addressee.at(message.from()).on(message.channelType());
        sending.send(
                workspaceId,
                SendRequest.of(writer, Content.text(text(workspaceId, message.body(), meaning.get())))
                        .via(new Via(null, message.to(), null))
                        .answeringKeyword(ConsentKeywordReaction.ANSWER + ":" + messageId));
    }

    /** In German to whom asks in German, else in the workspace's language. */
    private String text(UUID workspaceId, String body, OptOut meaning) {
        Workspace workspace = workspaces.find(workspaceId).orElseThrow();
        boolean german = ConsentKeywords.in(body == null ? "" : body)
                .filter(ConsentKeyword::german)
                .isPresent();
        Locale language = german ? Locale.GERMAN : Locale.forLanguageTag(workspace.getLanguage());
        String pattern = ResourceBundle.getBundle(TEXTS, language, getClass().getClassLoader(), NO_FALLBACK)
                .getString(meaning.name());
        return new MessageFormat(pattern, language).format(new Object[] {workspace.getName()});
    }
}
