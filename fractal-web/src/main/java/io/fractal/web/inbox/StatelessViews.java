package io.fractal.web.inbox;

import jakarta.faces.component.UIViewRoot;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;

/**
 * Makes every view stateless from its first moment. The pages say so too, but are read only while they are rendered, and PrimeFaces
 * keeps the nonce of its content security policy in a session before that, unless the view is known to be stateless.
 */
public class StatelessViews implements PhaseListener {

    private static final long serialVersionUID = 1L;

    @Override
    public PhaseId getPhaseId() {
        return PhaseId.RESTORE_VIEW;
    }

    @Override
    public void afterPhase(PhaseEvent event) {
        UIViewRoot view = event.getFacesContext().getViewRoot();
        if (view != null) {
            view.setTransient(true);
        }
    }
}
