package io.fractal.web.api;

import io.fractal.database.Page;
import io.fractal.web.notation.Joined;
import io.fractal.web.representation.ApiKeyJson;
import io.fractal.web.representation.BulkJobJson;
import io.fractal.web.representation.BulkRecipientJson;
import io.fractal.web.representation.ConsentEventJson;
import io.fractal.web.representation.ConsentJson;
import io.fractal.web.representation.ContactJson;
import io.fractal.web.representation.ConversationJson;
import io.fractal.web.representation.CountsJson;
import io.fractal.web.representation.GrantJson;
import io.fractal.web.representation.InvitationJson;
import io.fractal.web.representation.InvitationOfferJson;
import io.fractal.web.representation.InvitedJson;
import io.fractal.web.representation.MediaJson;
import io.fractal.web.representation.MemberJson;
import io.fractal.web.representation.MessageJson;
import io.fractal.web.representation.NoteJson;
import io.fractal.web.representation.OpenSessionJson;
import io.fractal.web.representation.PreviewJson;
import io.fractal.web.representation.ReconciliationJson;
import io.fractal.web.representation.SearchHitJson;
import io.fractal.web.representation.SenderJson;
import io.fractal.web.representation.SendingSettingsJson;
import io.fractal.web.representation.SessionJson;
import io.fractal.web.representation.TemplateJson;
import io.fractal.web.representation.TemplatePreviewJson;
import io.fractal.web.representation.ThreadJson;
import io.fractal.web.representation.ThreadsJson;
import io.fractal.web.representation.UnassignedJson;
import io.fractal.web.representation.UserJson;
import io.fractal.web.representation.WorkspaceDetailsJson;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The envelope around every good answer, once for each kind of data: a generic one would leave the published description without
 * types on some servers.
 */
public final class Answers {

    private Answers() {}

    /** What is told about a list beside its items. */
    @Schema(name = "Meta")
    public record Meta(Pagination pagination) {

        static Meta of(Page<?> page) {
            String next = page.next() == null ? null : page.next().encoded();
            return new Meta(new Pagination(page.page(), page.limit(), page.total(), page.totalExact(), next));
        }
    }

    /**
     * Where in a longer list an answer stands.
     *
     * @param page from 1; null when it was read on from a cursor
     * @param limit the most items on a page
     * @param total how many items there are on all pages; with a cursor, how many there were when the reading began
     * @param totalExact whether these were counted; otherwise it is what the database reckons with
     * @param nextCursor what to send as {@code cursor} for what follows; null at the end
     */
    @Schema(name = "Pagination")
    public record Pagination(
            @Schema(
                    example = "1",
                    nullable = true,
                    description = "From 1; null when the list was read on from a cursor")
            Integer page,

            @Schema(example = "20", description = "The most items on a page")
            int limit,

            @Schema(
                    example = "137",
                    description =
                            "How many items the list holds; with a cursor, how many it held when the reading began")
            long total,

            @Schema(
                    description =
                            "Whether the total was counted; false when a list is so long that it is the database's estimate")
            boolean totalExact,

            @Schema(
                    example = "WyJtZXNzYWdlcyBieSB0aW1lIiwxMzcsIjIwMjYtMTEtMjFUMDk6MzA6MDBaIl0",
                    nullable = true,
                    description = "What to send as cursor for the items that follow; null at the end")
            String nextCursor) {}

    /** Conversations. */
    @Schema(name = "ConversationList")
    public record ConversationList(boolean success, List<ConversationJson> data, Meta meta) {}

    /** A conversation. */
    @Schema(name = "ConversationAnswer")
    public record OneConversation(boolean success, ConversationJson data) {}

    /** A conversation with what is shown when it is opened. */
    @Schema(name = "OpenedConversationAnswer")
    public record OpenedConversation(
            boolean success,

            @Schema(ref = "#/components/schemas/ConversationOpened")
            Joined data) {}

    /** A stretch of a conversation. */
    @Schema(name = "ThreadAnswer")
    public record OneThread(boolean success, ThreadJson data) {}

    /** A conversation that was begun, with what was written first. */
    @Schema(name = "ConversationBegunAnswer")
    public record BegunConversation(
            boolean success,

            @Schema(ref = "#/components/schemas/ConversationBegun")
            Joined data) {}

    /** Threads. */
    @Schema(name = "ThreadList")
    public record ThreadList(boolean success, ThreadsJson data, Meta meta) {}

    /** What was found. */
    @Schema(name = "SearchAnswer")
    public record SearchHits(boolean success, List<SearchHitJson> data, Meta meta) {}

    /** Counts. */
    @Schema(name = "CountsAnswer")
    public record OneCounts(boolean success, CountsJson data) {}

    /** Messages. */
    @Schema(name = "MessageList")
    public record MessageList(boolean success, List<MessageJson> data, Meta meta) {}

    /** A message. */
    @Schema(name = "MessageAnswer")
    public record OneMessage(boolean success, MessageJson data) {}

    /** What would become of a message. */
    @Schema(name = "MessagePreviewAnswer")
    public record OnePreview(boolean success, PreviewJson data) {}

    /** What a workspace has decided about sending. */
    @Schema(name = "SendingSettingsAnswer")
    public record OneSendingSettings(boolean success, SendingSettingsJson data) {}

    /** A message with its history. */
    @Schema(name = "MessageWithHistoryAnswer")
    public record MessageWithHistory(
            boolean success,

            @Schema(ref = "#/components/schemas/MessageWithHistory")
            Joined data) {}

    /** A file. */
    @Schema(name = "MediaAnswer")
    public record OneMedia(boolean success, MediaJson data) {}

    /** Bulk jobs. */
    @Schema(name = "BulkJobList")
    public record BulkJobList(boolean success, List<BulkJobJson> data, Meta meta) {}

    /** A bulk job. */
    @Schema(name = "BulkJobAnswer")
    public record OneBulkJob(boolean success, BulkJobJson data) {}

    /** Recipients of a bulk job. */
    @Schema(name = "BulkRecipientList")
    public record BulkRecipientList(boolean success, List<BulkRecipientJson> data, Meta meta) {}

    /** A reconciliation. */
    @Schema(name = "ReconciliationAnswer")
    public record OneReconciliation(boolean success, ReconciliationJson data) {}

    /** Contacts. */
    @Schema(name = "ContactList")
    public record ContactList(boolean success, List<ContactJson> data, Meta meta) {}

    /** A contact. */
    @Schema(name = "ContactAnswer")
    public record OneContact(boolean success, ContactJson data) {}

    /** What came of an import. */
    @Schema(name = "ImportAnswer")
    public record Import(boolean success, ImportReport data) {}

    /** Notes. */
    @Schema(name = "NoteList")
    public record NoteList(boolean success, List<NoteJson> data, Meta meta) {}

    /** A note. */
    @Schema(name = "NoteAnswer")
    public record OneNote(boolean success, NoteJson data) {}

    /** Consents. */
    @Schema(name = "ConsentList")
    public record ConsentList(boolean success, List<ConsentJson> data) {}

    /** What happened to consents. */
    @Schema(name = "ConsentHistory")
    public record ConsentHistory(boolean success, List<ConsentEventJson> data, Meta meta) {}

    /** Parked messages. */
    @Schema(name = "UnassignedList")
    public record UnassignedList(boolean success, List<UnassignedJson> data, Meta meta) {}

    /** What came of taking an address over. */
    @Schema(name = "AdoptionAnswer")
    public record Adoption(boolean success, Adopted data) {}

    /**
     * How many parked messages came in.
     *
     * @param adopted how many
     */
    @Schema(name = "Adopted")
    public record Adopted(@Schema(example = "3") int adopted) {}

    /** Templates. */
    @Schema(name = "TemplateList")
    public record TemplateList(boolean success, List<TemplateJson> data, Meta meta) {}

    /** A template. */
    @Schema(name = "TemplateAnswer")
    public record OneTemplate(boolean success, TemplateJson data) {}

    /** A template with values. */
    @Schema(name = "TemplatePreviewAnswer")
    public record OneTemplatePreview(boolean success, TemplatePreviewJson data) {}

    /** Senders. */
    @Schema(name = "SenderList")
    public record SenderList(boolean success, List<SenderJson> data, Meta meta) {}

    /** A sender. */
    @Schema(name = "SenderAnswer")
    public record OneSender(boolean success, SenderJson data) {}

    /** What came of asking a provider what it keeps. */
    @Schema(name = "SyncAnswer")
    public record SyncDone(boolean success, Synced data) {}

    /**
     * How what a provider keeps differs from what was known.
     *
     * @param added how many are new, or back again
     * @param updated how many have changed
     * @param removed how many are gone
     * @param total how many there are now
     */
    @Schema(name = "Synced")
    public record Synced(
            @Schema(example = "2") int added,
            @Schema(example = "1") int updated,
            @Schema(example = "0") int removed,
            @Schema(example = "14") int total) {}

    /** API keys. */
    @Schema(name = "ApiKeyList")
    public record ApiKeyList(boolean success, List<ApiKeyJson> data, Meta meta) {}

    /** An API key. */
    @Schema(name = "ApiKeyAnswer")
    public record OneApiKey(boolean success, ApiKeyJson data) {}

    /** An API key that was just made, with what it is called with. */
    @Schema(name = "IssuedApiKeyAnswer")
    public record NewApiKey(
            boolean success,

            @Schema(ref = "#/components/schemas/IssuedApiKey")
            Joined data) {}

    /** Who is signed in. */
    @Schema(name = "SessionAnswer")
    public record OneSession(boolean success, SessionJson data) {}

    /** Workspaces. */
    @Schema(name = "WorkspaceDetailsList")
    public record WorkspaceList(boolean success, List<WorkspaceDetailsJson> data) {}

    /** A workspace. */
    @Schema(name = "WorkspaceDetailsAnswer")
    public record OneWorkspace(boolean success, WorkspaceDetailsJson data) {}

    /** Open invitations. */
    @Schema(name = "InvitationList")
    public record InvitationList(boolean success, List<InvitationJson> data) {}

    /** A fresh invitation. */
    @Schema(name = "InvitedAnswer")
    public record OneInvited(boolean success, InvitedJson data) {}

    /** What an invitation's link leads to. */
    @Schema(name = "InvitationOfferAnswer")
    public record OneInvitationOffer(boolean success, InvitationOfferJson data) {}

    /** The people of a workspace. */
    @Schema(name = "MemberList")
    public record MemberList(boolean success, List<MemberJson> data) {}

    /** One of the people of a workspace. */
    @Schema(name = "MemberAnswer")
    public record OneMember(boolean success, MemberJson data) {}

    /**
     * Who signed up or in, with tokens.
     *
     * @param user the same as in the data, for clients that look for it here
     */
    @Schema(name = "SignedInAnswer")
    public record SignedInAnswer(boolean success, UserJson user, GrantJson data) {}

    /** New tokens. */
    @Schema(name = "GrantAnswer")
    public record OneGrant(boolean success, GrantJson data) {}

    /** Where one is signed in. */
    @Schema(name = "OpenSessionList")
    public record OpenSessionList(boolean success, List<OpenSessionJson> data) {}

    /** Nothing but success. */
    @Schema(name = "DoneAnswer")
    public record Done(boolean success) {}
}
