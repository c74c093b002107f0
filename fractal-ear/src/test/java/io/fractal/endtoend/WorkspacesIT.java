package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.product.Answer;
import io.fractal.product.FractalApi;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several workspaces on one Fractal. */
@ExtendWith(FractalExtension.class)
class WorkspacesIT {

    private static final String PASSWORD = "seven sleepy otters";
    private static final String NOBODY = "01890000-0000-7000-8000-000000000000";

    private final RunningFractal fractal;
    private final FractalClient owner;
    private final String first;

    WorkspacesIT(RunningFractal fractal) {
        this.fractal = fractal;
        this.owner = fractal.signedIn();
        this.first = fractal.client()
                .get("/api/session")
                .expect(200)
                .data()
                .at("/workspace/id")
                .asText();
        switchTo(owner, first).expect(200);
    }

    @Test
    void whoever_makes_a_workspace_owns_it() {
        Answer made = owner.post("/api/workspaces", draft("Küche & Söhne")).expect(201);
        String id = made.data().path("id").asText();

        JsonNode listed = FractalApi.list(
                        owner.get("/api/workspaces").expect(200).data())
                .stream()
                .filter(workspace -> workspace.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
        assertAll(
                () -> assertTrue(made.header("Location").orElseThrow().endsWith("/api/workspaces/" + id)),
                () -> assertEquals(made.data(), listed),
                () -> assertEquals("OWNER", listed.path("role").asText()),
                () -> assertEquals("Europe/Vienna", listed.path("timeZone").asText()),
                () -> assertEquals("de", listed.path("language").asText()),
                () -> assertTrue(listed.path("slug").asText().matches("kuche-sohne(-\\d+)?"), listed::toString));
    }

    @Test
    void workspaces_of_one_name_have_slugs_of_their_own() {
        JsonNode one = make("Twins");
        JsonNode other = make("Twins");

        assertNotEquals(one.path("slug"), other.path("slug"));
    }

    @Test
    void nothing_of_one_workspace_is_visible_in_the_other() {
        String text = Handset.text("Only for the first");
        JsonNode message = owner.post(
                        "/api/messages",
                        FractalClient.object("to", Handset.newNumber(), "channelType", "SMS", "body", text))
                .expect(201)
                .data();
        String conversation = message.path("conversationId").asText();
        String contact = message.path("contactId").asText();
        String second = make("Second").path("id").asText();

        assertEquals(
                second,
                switchTo(owner, second).expect(200).data().at("/workspace/id").asText());

        assertEquals(second, current(owner));
        for (String list : List.of(
                "/api/conversations",
                "/api/messages",
                "/api/contacts",
                "/api/threads",
                "/api/senders",
                "/api/unassigned",
                "/api/messages/bulk",
                "/api/templates")) {
            assertEquals(
                    0,
                    owner.get(list)
                            .expect(200)
                            .json()
                            .at("/meta/pagination/total")
                            .asLong(),
                    list);
        }
        owner.get("/api/messages/" + message.path("id").asText()).expect(404);
        owner.get("/api/conversations/" + conversation).expect(404);
        owner.get("/api/contacts/" + contact).expect(404);
        assertFalse(
                owner.get("/api/search?q=" + FractalClient.encode(text)).text().contains(conversation));
        owner.send("PATCH", "/api/conversations/" + conversation + "/read", "", new byte[0])
                .expect(404);

        switchTo(owner, first).expect(200);
        owner.get("/api/conversations/" + conversation).expect(200);
    }

    @Test
    void what_is_made_in_the_second_workspace_stays_there() {
        String second = make("Elsewhere").path("id").asText();
        switchTo(owner, second).expect(200);
        String contact = owner.post("/api/contacts", FractalClient.object("name", "Elsa Where"))
                .expect(201)
                .data()
                .path("id")
                .asText();

        fractal.client().get("/api/contacts/" + contact).expect(404);
        owner.get("/api/contacts/" + contact).expect(200);
    }

    @Test
    void a_workspace_one_does_not_belong_to_is_not_there() {
        String second = make("Not for keys").path("id").asText();

        for (String id : List.of(second, NOBODY)) {
            String path = "/api/workspaces/" + id;
            assertEquals("WORKSPACE_NOT_FOUND", code(fractal.client().get(path).expect(404)));
            patch(fractal.client(), path, FractalClient.object("name", "Mine")).expect(404);
            fractal.client().get(path + "/members").expect(404);
        }
        switchTo(owner, NOBODY).expect(404);
        assertEquals(first, current(owner));
    }

    @Test
    void programs_stay_in_their_workspace() {
        JsonNode listed = fractal.client().get("/api/workspaces").expect(200).data();

        assertEquals(1, listed.size());
        assertEquals(first, listed.path(0).path("id").asText());
        assertEquals(
                "PERSON_REQUIRED",
                code(fractal.client().post("/api/workspaces", draft("Of a key")).expect(403)));
        assertEquals("PERSON_REQUIRED", code(switchTo(fractal.client(), first).expect(403)));
    }

    @Test
    void a_change_counts_only_on_what_was_seen() {
        String path = "/api/workspaces/" + make("Before").path("id").asText();
        String seen = owner.get(path).expect(200).header("ETag").orElseThrow();
        owner.with("If-None-Match", seen).get(path).expect(304);

        Answer changed = patch(
                        owner.with("If-Match", seen),
                        path,
                        FractalClient.object("name", "After", "defaultRegion", "gb", "timeZone", "Europe/London"))
                .expect(200);

        patch(owner.with("If-Match", seen), path, FractalClient.object("name", "Too late"))
                .expect(412);
        JsonNode now = owner.get(path).expect(200).data();
        assertAll(
                () -> assertEquals(changed.data(), now),
                () -> assertEquals("After", now.path("name").asText()),
                () -> assertEquals("GB", now.path("defaultRegion").asText()),
                () -> assertEquals("en", now.path("language").asText(), "that of the region"),
                () -> assertNotEquals(seen, changed.header("ETag").orElseThrow()));
    }

    @Test
    void what_is_no_zone_region_language_or_name_is_told_by_its_field() {
        Answer refused = owner.post(
                        "/api/workspaces",
                        FractalClient.object(
                                "name", " ", "timeZone", "+02:00", "defaultRegion", "XX", "language", "fr"))
                .expect(422);

        assertEquals(
                List.of("name", "timeZone", "defaultRegion", "language"),
                refused.json().at("/error/details").findValuesAsText("field"));
    }

    @Test
    void a_workspace_keeps_its_last_owner() {
        JsonNode made = make("Of one");
        String members = "/api/workspaces/" + made.path("id").asText() + "/members";
        JsonNode alone = owner.get(members).expect(200).data();
        String me = members + "/" + alone.path(0).path("userId").asText();

        assertEquals(1, alone.size());
        assertEquals(RunningFractal.ADMIN_EMAIL, alone.path(0).path("email").asText());
        assertEquals(
                "LAST_OWNER",
                code(patch(owner, me, FractalClient.object("role", "ADMIN")).expect(409)));
        assertEquals(
                "LAST_OWNER", code(owner.send("DELETE", me, "", new byte[0]).expect(409)));
        assertEquals("OWNER", owner.get(members).data().path(0).path("role").asText());
    }

    @Test
    void whoever_is_invited_joins_with_an_account_of_their_own() {
        String id = make("Inviting").path("id").asText();
        String email = newEmail();
        JsonNode invited = invite(owner, id, email, "AGENT").expect(201).data();
        String link = invited.path("link").asText().substring(fractal.baseUrl().length());

        JsonNode offer = fractal.anonymous().get(link).expect(200).data();
        assertAll(
                () -> assertEquals("Inviting", offer.path("workspaceName").asText()),
                () -> assertEquals(email, offer.path("email").asText()),
                () -> assertEquals("AGENT", offer.path("role").asText()),
                () -> assertFalse(owner.get("/api/workspaces/" + id + "/invitations")
                        .expect(200)
                        .text()
                        .contains(invited.path("token").asText())));
        fractal.anonymous().post(link + "/accept", account("short")).expect(422);
        fractal.anonymous().post(link + "/accept", account(PASSWORD)).expect(200);

        JsonNode session = fractal.anonymous()
                .signIn(email, PASSWORD)
                .get("/api/session")
                .expect(200)
                .data();
        assertEquals(id, session.at("/workspace/id").asText());
        assertEquals("AGENT", session.path("role").asText());
        assertEquals(
                0, owner.get("/api/workspaces/" + id + "/invitations").data().size());
        assertEquals("INVITATION_OVER", code(fractal.anonymous().get(link).expect(410)));
        fractal.anonymous().post(link + "/accept", account(PASSWORD)).expect(410);
        fractal.anonymous().get("/api/invitations/" + NOBODY).expect(404);
    }

    @Test
    void somebody_with_an_account_accepts_signed_in_as_often_as_they_like() throws Exception {
        FractalClient guest = member(make("Home").path("id").asText(), "VIEWER");
        String email = guest.get("/api/session").data().path("email").asText();
        String id = make("Away").path("id").asText();
        String link = link(invite(owner, id, email.toUpperCase(Locale.ROOT), "SUPERVISOR"));

        assertEquals(
                "ACCOUNT_EXISTS",
                code(fractal.anonymous()
                        .post(link + "/accept", account(PASSWORD))
                        .expect(409)));
        assertEquals(
                "INVITATION_FOR_ANOTHER",
                code(owner.post(link + "/accept", FractalClient.object()).expect(403)));
        ExecutorService browsers = Executors.newFixedThreadPool(8);
        Callable<Answer> accept = () -> guest.post(link + "/accept", FractalClient.object());
        for (Future<Answer> accepted : browsers.invokeAll(Collections.nCopies(8, accept))) {
            accepted.get().expect(200);
        }
        browsers.shutdown();

        assertEquals(2, guest.get("/api/workspaces").expect(200).data().size());
        assertEquals(2, owner.get("/api/workspaces/" + id + "/members").data().size());
        assertEquals(
                "SUPERVISOR",
                switchTo(guest, id).expect(200).data().path("role").asText());
    }

    @Test
    void one_account_is_made_of_a_link_however_often_it_is_followed_at_once() throws Exception {
        String id = make("Hasty").path("id").asText();
        String link = link(invite(owner, id, newEmail(), "AGENT"));
        ExecutorService browsers = Executors.newFixedThreadPool(4);
        Callable<Integer> accept = () ->
                fractal.anonymous().post(link + "/accept", account(PASSWORD)).status();

        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> accepted : browsers.invokeAll(Collections.nCopies(4, accept))) {
            statuses.add(accepted.get());
        }
        browsers.shutdown();

        assertEquals(1, Collections.frequency(statuses, 200), statuses::toString);
        assertEquals(3, Collections.frequency(statuses, 410), statuses::toString);
        assertEquals(2, owner.get("/api/workspaces/" + id + "/members").data().size());
    }

    @Test
    void a_link_that_was_taken_back_or_replaced_leads_nowhere() {
        String id = make("Undecided").path("id").asText();
        String email = newEmail();
        String replaced = link(invite(owner, id, email, "AGENT"));
        JsonNode second = invite(owner, id, email, "VIEWER").expect(201).data();
        String path = "/api/workspaces/" + id + "/invitations/"
                + second.at("/invitation/id").asText();

        fractal.anonymous().get(replaced).expect(410);
        owner.send("DELETE", path, "", new byte[0]).expect(200);

        owner.send("DELETE", path, "", new byte[0]).expect(404);
        fractal.anonymous()
                .get("/api/invitations/" + second.path("token").asText())
                .expect(410);
    }

    @Test
    void admins_manage_everybody_but_owners() {
        String id = make("Ranks").path("id").asText();
        FractalClient admin = member(id, "ADMIN");
        FractalClient agent = member(id, "AGENT");
        String members = "/api/workspaces/" + id + "/members/";

        invite(admin, id, newEmail(), "OWNER").expect(403);
        invite(agent, id, newEmail(), "VIEWER").expect(403);
        invite(admin, id, RunningFractal.ADMIN_EMAIL, "AGENT").expect(409);
        patch(admin, members + userId(owner, id), FractalClient.object("role", "AGENT"))
                .expect(403);
        patch(admin, members + userId(agent, id), FractalClient.object("role", "OWNER"))
                .expect(403);
        admin.send("DELETE", members + userId(owner, id), "", new byte[0]).expect(403);
        agent.send("DELETE", members + userId(admin, id), "", new byte[0]).expect(403);

        patch(admin, members + userId(agent, id), FractalClient.object("role", "SUPERVISOR"))
                .expect(200);
        assertEquals("SUPERVISOR", agent.get("/api/session").data().path("role").asText());
        patch(owner, members + userId(admin, id), FractalClient.object("role", "OWNER"))
                .expect(200);
        owner.send("DELETE", members + userId(owner, id), "", new byte[0]).expect(200);
        owner.get("/api/workspaces/" + id).expect(404);
    }

    @Test
    void whoever_is_removed_is_out_at_once_and_leaves_their_conversations() {
        String id = make("Leaving").path("id").asText();
        FractalClient agent = member(id, "AGENT");
        String user = userId(agent, id);
        switchTo(owner, id).expect(200);
        String contact = owner.post("/api/contacts", FractalClient.object("name", "Left Alone"))
                .expect(201)
                .data()
                .path("id")
                .asText();
        String conversation = owner.post("/api/conversations", FractalClient.object("contactId", contact))
                .expect(201)
                .data()
                .path("id")
                .asText();
        patch(owner, "/api/conversations/" + conversation + "/assign", FractalClient.object("assigneeId", user))
                .expect(200);

        owner.send("DELETE", "/api/workspaces/" + id + "/members/" + user, "", new byte[0])
                .expect(200);

        agent.get("/api/conversations").expect(401);
        JsonNode left =
                owner.get("/api/conversations/" + conversation).expect(200).data();
        assertTrue(left.findValue("assigneeId").isNull(), left::toString);
        patch(owner, "/api/conversations/" + conversation + "/assign", FractalClient.object("assigneeId", user))
                .expect(422);
    }

    /** Somebody new who has accepted an invitation and signed in. */
    private FractalClient member(String workspace, String role) {
        String email = newEmail();
        fractal.anonymous()
                .post(link(invite(owner, workspace, email, role)) + "/accept", account(PASSWORD))
                .expect(200);
        return fractal.anonymous().signIn(email, PASSWORD);
    }

    private static Answer invite(FractalClient client, String workspace, String email, String role) {
        return client.post(
                "/api/workspaces/" + workspace + "/invitations", FractalClient.object("email", email, "role", role));
    }

    private static String link(Answer invited) {
        return "/api/invitations/" + invited.expect(201).data().path("token").asText();
    }

    private static ObjectNode account(String password) {
        return FractalClient.object("name", "Sam Invited", "password", password);
    }

    private static String newEmail() {
        return Handset.text("guest").replaceAll("[^a-z0-9]+", "-") + "@fractal.test";
    }

    private static String userId(FractalClient member, String workspace) {
        String email = member.get("/api/session").data().path("email").asText();
        return FractalApi.list(member.get("/api/workspaces/" + workspace + "/members")
                        .expect(200)
                        .data())
                .stream()
                .filter(one -> one.path("email").asText().equals(email))
                .findFirst()
                .orElseThrow()
                .path("userId")
                .asText();
    }

    private JsonNode make(String name) {
        return owner.post("/api/workspaces", draft(name)).expect(201).data();
    }

    private static ObjectNode draft(String name) {
        return FractalClient.object("name", name, "timeZone", "Europe/Vienna", "defaultRegion", "AT");
    }

    private static Answer switchTo(FractalClient client, String workspace) {
        return client.send("POST", "/api/workspaces/" + workspace + "/switch", "", new byte[0]);
    }

    private static Answer patch(FractalClient client, String path, ObjectNode body) {
        return client.send("PATCH", path, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String current(FractalClient client) {
        return client.get("/api/session").expect(200).data().at("/workspace/id").asText();
    }

    private static String code(Answer refused) {
        return refused.json().at("/error/code").asText();
    }
}
