package io.fractal.sending;

import io.fractal.channels.PhoneNumbers;
import io.fractal.sending.QuietHours.Scope;
import io.fractal.tenancy.Workspace;
import io.fractal.tenancy.Workspaces;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whether it is quiet where a recipient is. Works in the caller's transaction. */
@ApplicationScoped
public class Quiet {

    @EJB
    private SendingSettings settings;

    @EJB
    private Workspaces workspaces;

    /**
     * When the quiet hours end that a moment lies in for a message to an address.
     *
     * @param promotional whether the message is a mass mailing, or marketing
     * @return empty when the message may go at that moment
     */
    Optional<Instant> endFor(UUID workspaceId, String address, boolean promotional, Instant moment) {
        return settings.find(workspaceId)
                .quietHours()
                .filter(hours -> promotional || hours.scope() == Scope.ALL)
                .flatMap(hours -> hours.passedAt(moment, zones(workspaceId, hours, address)));
    }

    /** A number may be in any zone of its country or area; it is quiet as long as it is quiet in one of them. */
    private List<ZoneId> zones(UUID workspaceId, QuietHours hours, String address) {
        if (hours.timeZone() != null) {
            return List.of(hours.timeZone());
        }
        List<ZoneId> there = PhoneNumbers.timeZones(address);
        return there.isEmpty() ? List.of(ours(workspaceId)) : there;
    }

    private ZoneId ours(UUID workspaceId) {
        return workspaces.find(workspaceId).map(Workspace::getTimeZone).orElse(ZoneOffset.UTC);
    }
}
