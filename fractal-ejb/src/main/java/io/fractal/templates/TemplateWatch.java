package io.fractal.templates;

import io.fractal.tenancy.Workspace;
import io.fractal.tenancy.Workspaces;
import jakarta.ejb.EJB;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;

/** Looks every minute whether the provider should be asked for its templates. Every node looks; one of them asks. */
@Singleton
@Lock(LockType.WRITE)
@TransactionManagement(TransactionManagementType.BEAN)
public class TemplateWatch {

    @EJB
    private Workspaces workspaces;

    @EJB
    private TemplateSync sync;

    /** Asks where it is due. */
    @Schedule(hour = "*", minute = "*", second = "5", persistent = false)
    public void look() {
        for (Workspace workspace : workspaces.all()) {
            sync.syncIfDue(workspace.getId());
        }
    }
}
