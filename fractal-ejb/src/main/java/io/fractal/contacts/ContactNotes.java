package io.fractal.contacts;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.database.Cursor;
import io.fractal.database.Ids;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What people of the workspace write down about a contact. */
@Stateless
public class ContactNotes {

    private static final int LONGEST = 5000;

    private static final String LIST = "notes by time";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @EJB
    private Contacts contacts;

    @Inject
    private ContactRows rows;

    @Inject
    private Clock clock;

    /**
     * The notes about a contact, newest first.
     *
     * @throws ContactNotFoundException when this workspace has no contact of that id
     * @throws io.fractal.database.InvalidCursorException when the cursor is not of this list
     */
    public Page<NoteView> list(UUID workspaceId, UUID contactId, Paging paging) {
        contacts.get(workspaceId, contactId);
        Sql sql = Sql.on(entities);
        long total = paging.total(() -> sql.count(
                "select count(*) as n from contact_note where workspace_id = ? and contact_id = ?",
                workspaceId,
                contactId));
        List<Object> arguments = new ArrayList<>(List.of(workspaceId, contactId));
        Optional<Cursor> last = paging.last(LIST);
        last.ifPresent(note -> arguments.addAll(List.of(note.instant(0), note.uuid(1))));
        arguments.addAll(List.of(paging.rows(), paging.offset()));
        List<NoteView> found = sql.list(
                "select * from contact_note where workspace_id = ? and contact_id = ?"
                        + (last.isPresent() ? " and (created_at, id) < (?, ?)" : "")
                        + " order by created_at desc, id desc limit ? offset ?",
                ContactNotes::note,
                arguments.toArray());
        return Page.of(found, paging, total, note -> Cursor.of(LIST, note.createdAt(), note.id()));
    }

    /**
     * Writes something down.
     *
     * @param authorUserId who writes it; {@code null} for an API key
     * @param authorName the name of the user or API key
     * @throws ContactNotFoundException when this workspace has no contact of that id
     * @throws InvalidRequestException when the text is empty or too long
     */
    public NoteView add(UUID workspaceId, UUID contactId, UUID authorUserId, String authorName, String body) {
        String text = body == null ? "" : body.strip();
        if (text.isEmpty() || text.codePointCount(0, text.length()) > LONGEST) {
            throw new InvalidRequestException(
                    List.of(new FieldError("body", "NOTE_LENGTH", "A note has 1 to " + LONGEST + " characters")));
        }
        contacts.get(workspaceId, contactId);
        rows.hold(workspaceId, List.of(contactId));
        NoteView note = new NoteView(Ids.next(), authorUserId, authorName, text, clock.instant());
        Sql.on(entities)
                .update(
                        "insert into contact_note (id, workspace_id, contact_id, author_user_id, author_name, body, created_at)"
                                + " values (?, ?, ?, cast(? as uuid), ?, ?, ?)",
                        note.id(),
                        workspaceId,
                        contactId,
                        authorUserId,
                        authorName,
                        text,
                        note.createdAt());
        rows.touch(contactId);
        rows.log(
                workspaceId,
                "contact.updated",
                contactId,
                Map.of("noteId", note.id().toString()));
        return note;
    }

    /**
     * Takes a note away, which only its author may.
     *
     * @param callerUserId who asks; {@code null} for an API key, which may take away what API keys wrote
     * @throws ContactNotFoundException when this workspace has no contact of that id
     * @throws NoteRefusedException when there is no such note, or somebody else wrote it
     */
    public void remove(UUID workspaceId, UUID contactId, UUID noteId, UUID callerUserId) {
        contacts.get(workspaceId, contactId);
        NoteView note = Sql.on(entities)
                .first(
                        "select * from contact_note where workspace_id = ? and contact_id = ? and id = ? for update",
                        ContactNotes::note,
                        workspaceId,
                        contactId,
                        noteId)
                .orElseThrow(() -> NoteRefusedException.unknown(noteId));
        if (!Objects.equals(note.authorUserId(), callerUserId)) {
            throw NoteRefusedException.notYours(noteId);
        }
        Sql.on(entities).update("delete from contact_note where workspace_id = ? and id = ?", workspaceId, noteId);
        rows.touch(contactId);
        rows.log(workspaceId, "contact.updated", contactId, Map.of("noteId", noteId.toString()));
    }

    private static NoteView note(Row row) throws SQLException {
        return new NoteView(
                row.uuid("id"),
                row.uuid("author_user_id"),
                row.text("author_name"),
                row.text("body"),
                row.instant("created_at"));
    }
}
