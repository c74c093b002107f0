package io.fractal.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.channels.ProviderCallException;
import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.database.ChangedMeanwhileException;
import io.fractal.database.Cursor;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.spi.ChannelType;
import io.fractal.spi.TemplateApproval.Status;
import io.fractal.spi.TemplateContent;
import io.fractal.spi.TemplateContent.Action;
import io.fractal.spi.TemplateContent.ActionKind;
import io.fractal.spi.TemplateDraft;
import io.fractal.testing.FakeTemplates;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Templates as Fractal follows them from their provider. */
class TemplatesIT {

    private static final TemplateContent CHOICE = new TemplateContent(
            "twilio/quick-reply",
            "Hello {{1}}, does it suit you?",
            List.of(),
            Optional.empty(),
            List.of(
                    new Action(ActionKind.QUICK_REPLY, "Yes", Optional.of("yes"), Optional.empty()),
                    new Action(ActionKind.QUICK_REPLY, "No", Optional.of("no"), Optional.empty())));

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private MessagingWorld world;
    private FakeTemplates provider;

    @BeforeEach
    void start() {
        world = new MessagingWorld(DATABASE);
        provider = world.provider.templates;
    }

    @Test
    void a_sync_takes_over_what_is_new_has_changed_and_is_gone() {
        provider.text("HX1", "greeting", "Hello {{1}}", Status.APPROVED);
        provider.put("HX2", "choice", CHOICE, Status.PENDING);
        assertEquals(new TemplateSync.Report(2, 0, 0, 2), sync());
        assertEquals(new TemplateSync.Report(0, 0, 0, 2), sync());

        provider.decide("HX2", Status.REJECTED);
        provider.kept.remove("HX1");
        assertEquals(new TemplateSync.Report(0, 1, 1, 1), sync());

        TemplateView choice = templates().get(world.workspaceId, "HX2");
        assertEquals(CHOICE, choice.content());
        assertEquals(Status.REJECTED, choice.approval().status());
        assertEquals(Optional.of("Too promotional"), choice.approval().rejectionReason());
        assertEquals(Map.of("1", "Anna"), choice.variables());
        assertThrows(TemplateNotFoundException.class, () -> templates().get(world.workspaceId, "HX1"));
        assertEquals(1, world.count("select count(*) as n from template where deleted_at is not null"));
    }

    @Test
    void a_sync_that_finds_nothing_new_leaves_the_state_as_it_was() {
        provider.text("HX1", "greeting", "Hello {{1}}", Status.APPROVED);
        sync();
        TemplateView before = templates().get(world.workspaceId, "HX1");
        world.clock.advance(Duration.ofHours(2));
        sync();

        assertEquals(before, templates().get(world.workspaceId, "HX1"));
        assertEquals(1, events("template.updated"));
    }

    @Test
    void a_template_that_comes_back_is_the_same_one() {
        provider.text("HX1", "greeting", "Hello {{1}}", Status.APPROVED);
        sync();
        UUID id = templates().get(world.workspaceId, "HX1").id();
        provider.kept.remove("HX1");
        sync();
        provider.text("HX1", "greeting", "Hello again {{1}}", Status.APPROVED);
        assertEquals(new TemplateSync.Report(1, 0, 0, 1), sync());

        assertEquals(id, templates().get(world.workspaceId, "HX1").id());
        assertEquals(
                "Hello again {{1}}",
                templates().get(world.workspaceId, id.toString()).content().body());
    }

    @Test
    void an_outage_leaves_everything_as_it_is_and_is_told_to_who_asked() {
        provider.text("HX1", "greeting", "Hello {{1}}", Status.APPROVED);
        sync();
        provider.failure = FakeTemplates.outage();

        ProviderCallException failure = assertThrows(ProviderCallException.class, this::sync);
        assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
        assertEquals("PROVIDER_UNAVAILABLE", failure.code());
        assertTrue(templates().find(world.workspaceId, "HX1").isPresent());
        assertEquals(1, world.count("select count(*) as n from provider_sync where failing_since is not null"));

        provider.failure = null;
        sync();
        assertEquals(0, world.count("select count(*) as n from provider_sync where failing_since is not null"));
    }

    @Test
    void the_watch_asks_every_hour_and_of_two_nodes_one_and_sooner_while_an_approval_is_open() {
        TemplateSync sync = world.get(TemplateSync.class);
        provider.text("HX1", "greeting", "Hello {{1}}", Status.PENDING);
        sync.syncIfDue(world.workspaceId);
        sync.syncIfDue(world.workspaceId);
        assertEquals(1, provider.listed.get());

        world.clock.advance(Duration.ofMinutes(1));
        provider.decide("HX1", Status.APPROVED);
        sync.syncIfDue(world.workspaceId);
        assertEquals(2, provider.listed.get());
        assertEquals(
                Status.APPROVED,
                templates().get(world.workspaceId, "HX1").approval().status());

        world.clock.advance(Duration.ofMinutes(59));
        sync.syncIfDue(world.workspaceId);
        assertEquals(2, provider.listed.get());
        world.clock.advance(Duration.ofMinutes(1));
        sync.syncIfDue(world.workspaceId);
        assertEquals(3, provider.listed.get());
    }

    @Test
    void the_watch_tries_again_a_while_after_an_outage_and_fails_for_nobody() {
        TemplateSync sync = world.get(TemplateSync.class);
        provider.failure = FakeTemplates.outage();
        sync.syncIfDue(world.workspaceId);
        world.clock.advance(Duration.ofMinutes(4));
        sync.syncIfDue(world.workspaceId);
        assertEquals(1, provider.listed.get());

        world.clock.advance(Duration.ofMinutes(1));
        provider.failure = null;
        provider.text("HX1", "greeting", "Hello {{1}}", Status.APPROVED);
        sync.syncIfDue(world.workspaceId);
        assertTrue(templates().find(world.workspaceId, "HX1").isPresent());
    }

    @Test
    void a_template_is_made_at_the_provider_and_kept_at_once() {
        TemplateView made = create("choice", CHOICE);

        assertTrue(provider.kept.containsKey(made.sid()));
        assertEquals(made, templates().get(world.workspaceId, made.sid()));
        assertEquals(Status.UNSUBMITTED, made.approval().status());
        assertFalse(made.channels().contains(ChannelType.SMS));
        assertEquals(1, events("template.updated"));
    }

    @Test
    void what_the_provider_refuses_is_told_in_its_words_and_nothing_is_kept() {
        provider.failure = FakeTemplates.refusal("92004", "Body contains an invalid variable");

        ProviderCallException refused = assertThrows(ProviderCallException.class, () -> create("choice", CHOICE));
        assertEquals(ErrorKind.INVALID, refused.kind());
        assertEquals(
                "92004: Body contains an invalid variable",
                refused.details().get(0).message());
        assertEquals(0, world.count("select count(*) as n from template"));
    }

    @Test
    void a_draft_that_cannot_be_right_does_not_reach_the_provider() {
        InvalidRequestException refused = assertThrows(
                InvalidRequestException.class,
                () -> world.get(TemplateEditing.class)
                        .create(
                                world.workspaceId,
                                new TemplateDraft(
                                        " ",
                                        "German",
                                        new TemplateContent("text", "", List.of(), Optional.empty(), List.of()),
                                        Map.of())));

        assertEquals(
                List.of("name", "language", "type", "body"),
                refused.errors().stream().map(error -> error.field()).toList());
        assertTrue(provider.kept.isEmpty());
    }

    @Test
    void a_template_is_submitted_under_a_name_that_whatsapp_takes() {
        TemplateView made = create("Grüße & Co", CHOICE);
        TemplateView submitted = world.get(TemplateEditing.class)
                .submit(world.workspaceId, made.sid(), new TemplateSubmission(null, "utility"), made.updatedAt());

        assertEquals(Status.PENDING, submitted.approval().status());
        assertTrue(submitted.updatedAt().isAfter(made.updatedAt()));
        assertThrows(
                ChangedMeanwhileException.class,
                () -> world.get(TemplateEditing.class)
                        .submit(
                                world.workspaceId,
                                made.sid(),
                                new TemplateSubmission(null, "UTILITY"),
                                made.updatedAt()));
        assertThrows(
                InvalidRequestException.class,
                () -> world.get(TemplateEditing.class)
                        .submit(world.workspaceId, made.sid(), new TemplateSubmission("Ü", "ADS"), null));
    }

    @Test
    void a_template_is_deleted_at_the_provider_too_unless_it_has_changed_or_the_provider_fails() {
        TemplateView made = create("choice", CHOICE);
        TemplateEditing editing = world.get(TemplateEditing.class);

        assertThrows(
                ChangedMeanwhileException.class,
                () -> editing.delete(
                        world.workspaceId, made.sid(), made.updatedAt().minusSeconds(1)));
        provider.failure = FakeTemplates.outage();
        assertThrows(ProviderCallException.class, () -> editing.delete(world.workspaceId, made.sid(), null));
        TemplateView still = templates().get(world.workspaceId, made.sid());

        provider.failure = null;
        editing.delete(world.workspaceId, made.sid(), still.updatedAt());
        assertTrue(provider.kept.isEmpty());
        assertThrows(TemplateNotFoundException.class, () -> templates().get(world.workspaceId, made.sid()));
        assertEquals(1, world.count("select count(*) as n from template"));
    }

    @Test
    void templates_are_found_by_text_language_approval_and_channel_and_read_on_by_cursor() {
        provider.text("HX1", "b greeting", "Hello {{1}}", Status.APPROVED);
        provider.put("HX2", "A choice 100%", CHOICE, Status.PENDING);
        provider.text("HX3", "c parting", "Good bye", Status.UNSUBMITTED);
        sync();

        assertEquals(List.of("HX2", "HX1", "HX3"), sids(TemplateFilter.ALL));
        assertEquals(List.of("HX2", "HX1"), sids(new TemplateFilter("HELLO", null, null, null)));
        assertEquals(List.of("HX2"), sids(new TemplateFilter("0%", null, null, null)));
        assertEquals(List.of(), sids(new TemplateFilter("a_c", null, null, null)));
        assertEquals(List.of("HX3"), sids(new TemplateFilter(null, "de", Status.UNSUBMITTED, null)));
        assertEquals(List.of(), sids(new TemplateFilter(null, "d", null, null)));
        assertEquals(List.of("HX1", "HX3"), sids(new TemplateFilter(null, null, null, ChannelType.MMS)));

        List<String> read = new ArrayList<>();
        Cursor next = null;
        do {
            Page<TemplateView> page = templates()
                    .list(
                            world.workspaceId,
                            TemplateFilter.ALL,
                            next == null ? Paging.page(1, 1) : Paging.after(next, 1));
            page.items().forEach(template -> read.add(template.sid()));
            next = page.next();
        } while (next != null);
        assertEquals(List.of("HX2", "HX1", "HX3"), read);
    }

    @Test
    void another_workspace_sees_none_of_it() {
        provider.text("HX1", "greeting", "Hello {{1}}", Status.APPROVED);
        sync();
        UUID id = templates().get(world.workspaceId, "HX1").id();
        UUID other = UUID.randomUUID();

        assertTrue(templates().find(other, "HX1").isEmpty());
        assertTrue(templates().find(other, id.toString()).isEmpty());
        assertEquals(
                0,
                templates().list(other, TemplateFilter.ALL, Paging.page(1, 20)).total());
    }

    private List<String> sids(TemplateFilter filter) {
        return templates().list(world.workspaceId, filter, Paging.page(1, 20)).items().stream()
                .map(TemplateView::sid)
                .toList();
    }

    private TemplateView create(String name, TemplateContent content) {
        return world.get(TemplateEditing.class)
                .create(world.workspaceId, new TemplateDraft(name, "de", content, Map.of("1", "Anna")));
    }

    private TemplateSync.Report sync() {
        return world.get(TemplateSync.class).sync(world.workspaceId);
    }

    private Templates templates() {
        return world.get(Templates.class);
    }

    private long events(String type) {
        return world.count("select count(*) as n from event where type = ?", type);
    }
}
