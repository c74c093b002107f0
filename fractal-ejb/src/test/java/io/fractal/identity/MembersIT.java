package io.fractal.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fractal.database.Ids;
import io.fractal.database.Sql;
import io.fractal.tenancy.WorkspaceNotFoundException;
import io.fractal.tenancy.WorkspaceTraits;
import io.fractal.testing.Beans;
import io.fractal.testing.SettableClock;
import io.fractal.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MembersIT {

    private static final WorkspaceTraits TRAITS = WorkspaceTraits.of("Team", "Europe/Berlin", "DE", null);

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T10:00:00Z"));
    private Members members;
    private Memberships memberships;
    private Invitations invitations;
    private Caller ada;
    private UUID workspaceId;

    @BeforeEach
    void startWithAdasWorkspace() {
        Beans beans = database.beans().with(Clock.class, clock);
        members = beans.get(Members.class);
        memberships = beans.get(Memberships.class);
        invitations = beans.get(Invitations.class);
        ada = person("ada");
        workspaceId = memberships.create(ada, TRAITS).workspace().getId();
        ada = memberships.in(workspaceId, ada, Role.OWNER);
    }

    @Test
    void ofTwoOwnersWhoLeaveAtTheSameTimeOneStays() throws Exception {
        for (int round = 0; round < 10; round++) {
            UUID workspace = memberships.create(ada, TRAITS).workspace().getId();
            Caller first = memberships.in(workspace, ada, Role.OWNER);
            Caller second = join(workspace, "bob" + round, Role.OWNER);
            ExecutorService people = Executors.newFixedThreadPool(2);
            List<String> outcomes = new ArrayList<>();
            for (Future<String> left :
                    people.invokeAll(List.of(leaving(workspace, first), leaving(workspace, second)))) {
                outcomes.add(left.get());
            }
            people.shutdown();

            Collections.sort(outcomes);
            assertEquals(List.of("LAST_OWNER", "left"), outcomes);
            assertEquals(1, members.list(workspace).size());
        }
    }

    private Callable<String> leaving(UUID workspace, Caller owner) {
        return () -> {
            try {
                members.remove(workspace, owner, owner.userId());
                return "left";
            } catch (LastOwnerException refused) {
                return refused.code();
            }
        };
    }

    @Test
    void whoeverWasDemotedMeanwhileDecidesNothingAnyMore() {
        Caller bob = join(workspaceId, "bob", Role.ADMIN);
        Caller eve = join(workspaceId, "eve", Role.AGENT);
        members.changeRole(workspaceId, ada, bob.userId(), Role.VIEWER);

        assertThrows(
                NotAllowedException.class,
                () -> members.changeRole(workspaceId, bob, eve.userId(), Role.ADMIN),
                "although the request came as an admin's");
        assertThrows(NotAllowedException.class, () -> members.remove(workspaceId, bob, eve.userId()));
    }

    @Test
    void anOwnerWhoCanNoLongerSignInDoesNotCount() {
        Caller bob = join(workspaceId, "bob", Role.OWNER);
        update("update app_user set disabled_at = ? where id = ?", clock.instant(), bob.userId());

        assertThrows(LastOwnerException.class, () -> members.remove(workspaceId, ada, ada.userId()));
    }

    @Test
    void whoeverIsNoMemberIsNotThere() {
        Caller stranger = person("stranger");

        assertThrows(WorkspaceNotFoundException.class, () -> memberships.in(workspaceId, stranger, Role.VIEWER));
        assertThrows(WorkspaceNotFoundException.class, () -> memberships.goOn(workspaceId, stranger));
        assertThrows(MemberNotFoundException.class, () -> members.remove(workspaceId, ada, stranger.userId()));
    }

    @Test
    void aLinkWorksForSevenDays() {
        Invited invited = invitations.invite(workspaceId, ada, "bob@example.org", Role.AGENT);
        clock.advance(Duration.ofDays(7).minusMillis(1));
        assertEquals("Team", invitations.open(invited.token()).workspaceName());

        clock.advance(Duration.ofMillis(1));

        assertThrows(InvitationOverException.class, () -> invitations.open(invited.token()));
        assertThrows(InvitationOverException.class, () -> invitations.accept(invited.token(), person("bob")));
        assertEquals(1, invitations.list(workspaceId).size(), "it is listed until somebody takes it back");
    }

    @Test
    void theTokenIsNotInTheDatabase() {
        Invited invited = invitations.invite(workspaceId, ada, "bob@example.org", Role.AGENT);

        String stored = database.inTransaction(() -> Sql.on(database.entities())
                .first("select i::text as n from invitation i", row -> row.text("n"))
                .orElseThrow());

        assertEquals(-1, stored.indexOf(invited.token()));
        assertEquals(-1, invited.toString().indexOf(invited.token()));
    }

    @Test
    void whoeverIsAMemberByOtherMeansKeepsTheirRole() {
        Caller bob = person("bob");
        Invited invited = invitations.invite(workspaceId, ada, bob.email(), Role.VIEWER);
        update(
                "insert into membership (workspace_id, user_id, role, created_at) values (?, ?, 'ADMIN', ?)",
                workspaceId,
                bob.userId(),
                clock.instant());

        invitations.accept(invited.token(), bob);

        assertEquals(Role.ADMIN, memberships.in(workspaceId, bob, Role.VIEWER).role());
    }

    /** Somebody who has followed an invitation. */
    private Caller join(UUID workspace, String name, Role role) {
        Caller person = person(name);
        Caller owner = memberships.in(workspace, ada, Role.OWNER);
        invitations.accept(
                invitations.invite(workspace, owner, person.email(), role).token(), person);
        return memberships.in(workspace, person, role);
    }

    /** Somebody who is signed in, in no workspace of ours. */
    private Caller person(String name) {
        UUID id = Ids.next();
        String email = name + "@example.org";
        update(
                "insert into app_user (id, email, name, password_hash, created_at) values (?, ?, ?, 'none', ?)",
                id,
                email,
                name,
                clock.instant());
        return new Caller(Ids.next(), id, null, Ids.next(), name, email, Role.VIEWER);
    }

    private static void update(String statement, Object... arguments) {
        database.doInTransaction(() -> Sql.on(database.entities()).update(statement, arguments));
    }
}
