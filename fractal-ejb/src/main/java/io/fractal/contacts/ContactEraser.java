package io.fractal.contacts;

import io.fractal.database.Sql;
import io.fractal.tenancy.Workspaces;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.UUID;

/** Erases what is personal about a contact. Works in the caller's transaction. */
@ApplicationScoped
public class ContactEraser {

    private static final String WORDS = "io.fractal.contacts.words";

    /** Without it, the language of the machine would answer for English. */
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    @Inject
    private EntityManager entities;

    @Inject
    private ContactRows rows;

    @EJB
    private Workspaces workspaces;

    @Inject
    private Clock clock;

    /**
     * Leaves of a contact, which must be held with its addresses, nothing but its id and a name that says what became of it. Its
     * addresses are free again: whoever writes from one of them is somebody new.
     */
    public void erase(UUID workspaceId, UUID contactId) {
        Sql sql = Sql.on(entities);
        sql.update("delete from contact_address where workspace_id = ? and contact_id = ?", workspaceId, contactId);
        sql.update("delete from contact_note where workspace_id = ? and contact_id = ?", workspaceId, contactId);
        sql.update(
                "update contact set name = ?, email = null, locale = null, tags = '{}', metadata = '{}', deleted_at = ?,"
                        + " updated_at = " + ContactRows.LATER + " where id = ? or merged_into = ?",
                name(workspaceId),
                clock.instant(),
                clock.instant(),
                contactId,
                contactId);
        rows.log(workspaceId, "contact.deleted", contactId, Map.of());
    }

    private String name(UUID workspaceId) {
        Locale language =
                Locale.forLanguageTag(workspaces.find(workspaceId).orElseThrow().getLanguage());
        return ResourceBundle.getBundle(WORDS, language, getClass().getClassLoader(), NO_FALLBACK)
                .getString("contact.deleted");
    }
}
