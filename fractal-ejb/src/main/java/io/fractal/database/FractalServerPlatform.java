package io.fractal.database;

import org.eclipse.persistence.platform.server.ServerPlatformBase;
import org.eclipse.persistence.sessions.DatabaseSession;

/** Tells EclipseLink where to find the transaction manager, the same on Payara and on WildFly. Named in persistence.xml. */
public class FractalServerPlatform extends ServerPlatformBase {

    /** Called by EclipseLink. */
    public FractalServerPlatform(DatabaseSession session) {
        super(session);
    }

    @Override
    public Class<? extends org.eclipse.persistence.sessions.ExternalTransactionController>
            getExternalTransactionControllerClass() {
        return FractalTransactionController.class;
    }
}
