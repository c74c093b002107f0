package io.fractal.web.api;

import io.fractal.web.errors.ErrorEnvelope;
import io.fractal.web.representation.ApiKeyJson;
import io.fractal.web.representation.ConversationDetailJson;
import io.fractal.web.representation.FirstMessageJson;
import io.fractal.web.representation.MessageHistoryJson;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Everything that the interface reads and writes. */
final class DescribedRecords {

    /** What requests carry. A new body belongs here; a test tells. */
    static final List<Class<?>> BODIES = List.of(
            AcceptanceBody.class,
            AdoptBody.class,
            ApiKeyBody.class,
            ApiKeyRotationBody.class,
            ArchiveBody.class,
            AssignBody.class,
            BulkBody.class,
            ConsentBody.class,
            ContactBody.class,
            ContactChannelBody.class,
            ContactChannelPatch.class,
            FeedbackBody.class,
            InvitationBody.class,
            MemberBody.class,
            MergeBody.class,
            NoteBody.class,
            ReconcileBody.class,
            RefreshBody.class,
            SendMessageBody.class,
            SenderBody.class,
            SenderDefaultBody.class,
            SendingSettingsBody.class,
            SignInBody.class,
            SignUpBody.class,
            SnoozeBody.class,
            StarBody.class,
            TagsBody.class,
            TemplateBody.class,
            TemplateSubmissionBody.class,
            TemplateValuesBody.class,
            WorkspaceBody.class);

    /** What stands in answers beside another record, as {@code META-INF/openapi.yaml} says. */
    private static final List<Class<?>> JOINED = List.of(
            MessageHistoryJson.class, ConversationDetailJson.class, FirstMessageJson.class, ApiKeyJson.Secret.class);

    private DescribedRecords() {}

    /** Their descriptions, by name. */
    static Map<String, Schema> schemas() {
        RecordSchemas schemas = new RecordSchemas();
        schemas.answer(ErrorEnvelope.class);
        Arrays.stream(Answers.class.getDeclaredClasses()).forEach(schemas::answer);
        JOINED.forEach(schemas::answer);
        BODIES.forEach(schemas::body);
        schemas.body(ContactBody.class, "ContactDraft", "A whole contact, which needs a name.", List.of("name"));
        schemas.body(
                WorkspaceBody.class,
                "WorkspaceDraft",
                "A whole workspace.",
                List.of("name", "timeZone", "defaultRegion"));
        return schemas.byName();
    }
}
