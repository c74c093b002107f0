package io.fractal.web.inbox;

import io.fractal.configuration.Settings;
import io.fractal.conversations.ConversationFilter;
import io.fractal.conversations.ConversationSummary;
import io.fractal.conversations.Conversations;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.identity.Caller;
import io.fractal.receiving.UnassignedMessages;
import io.fractal.web.notation.JsonEncoder;
import io.fractal.web.realtime.ResumePoint;
import io.fractal.web.representation.ConversationJson;
import io.fractal.web.representation.CountsJson;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import java.util.UUID;

/** The inbox: gives its module what the first sight needs. */
@Named
@RequestScoped
public class InboxPage {

    private static final int FIRST_ROWS = 50;
    private static final Map<String, String> CSRF_HEADER = Map.of("X-Requested-With", "fractal");

    @Inject
    CurrentCaller current;

    @Inject
    Preferences preferences;

    @Inject
    Settings settings;

    @EJB
    Conversations conversations;

    @EJB
    UnassignedMessages unassigned;

    @Inject
    ResumePoint resumePoint;

    @Inject
    JsonEncoder encoder;

    /** The page's data, as JSON that cannot end the script element it stands in, whatever people have written. */
    public String getJson() {
        return embeddable(encoder.text(data(current.get())));
    }

    static String embeddable(String json) {
        return json.replace("<", "\\u003c");
    }

    private InboxData data(Caller caller) {
        // The position comes first: what happens while the rest is read is then told again, instead of never.
        UUID known = resumePoint.latest();
        ConversationFilter everything =
                new ConversationFilter(ConversationFilter.View.ALL, null, null, caller.userId());
        Page<ConversationSummary> first =
                conversations.list(caller.workspaceId(), everything, Paging.page(1, FIRST_ROWS));
        return new InboxData(
                preferences.locale().toLanguageTag(),
                CSRF_HEADER,
                new InboxData.User(caller.userId(), caller.name(), caller.email()),
                settings.sandboxOn(),
                first.items().stream().map(ConversationJson::of).toList(),
                counts(caller),
                first.total(),
                first.next() == null ? null : first.next().encoded(),
                known,
                Texts.ofModule(preferences.locale()));
    }

    private CountsJson counts(Caller caller) {
        return CountsJson.of(
                conversations.counts(caller.workspaceId(), caller.userId()), unassigned.count(caller.workspaceId()));
    }
}
