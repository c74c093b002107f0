package io.fractal.web.inbox;

import io.fractal.database.Paging;
import io.fractal.identity.Role;
import io.fractal.receiving.UnassignedMessages;
import io.fractal.receiving.UnassignedView;
import io.fractal.web.security.CurrentCaller;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.primefaces.model.LazyDataModel;

/** The messages to numbers that are none of our senders. */
@Named
@RequestScoped
public class UnassignedPage {

    @Inject
    CurrentCaller caller;

    @EJB
    UnassignedMessages unassigned;

    private LazyDataModel<UnassignedView> messages;

    @PostConstruct
    void open() {
        UUID workspaceId = caller.workspaceId();
        messages = new UnassignedTable(
                (page, limit) -> unassigned.list(workspaceId, Paging.page(page, limit)),
                () -> unassigned.count(workspaceId));
    }

    /** The parked messages, read page by page. */
    public LazyDataModel<UnassignedView> getMessages() {
        return messages;
    }

    /** Whether there is anything to show. */
    public boolean isAnything() {
        return unassigned.count(caller.workspaceId()) > 0;
    }

    /** Whether the caller may make a number a sender. */
    public boolean isMayAdopt() {
        return caller.get().role().includes(Role.ADMIN);
    }
}
