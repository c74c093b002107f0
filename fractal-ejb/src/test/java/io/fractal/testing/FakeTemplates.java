package io.fractal.testing;

import io.fractal.spi.ErrorKind;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.ProviderTemplate;
import io.fractal.spi.TemplateApproval;
import io.fractal.spi.TemplateContent;
import io.fractal.spi.TemplateDirectory;
import io.fractal.spi.TemplateDraft;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The templates of a provider that the test plays. */
public final class FakeTemplates implements TemplateDirectory {

    /** What it keeps, by id. */
    public final Map<String, ProviderTemplate> kept = new ConcurrentSkipListMap<>();

    /** How often it was asked for its list. */
    public final AtomicInteger listed = new AtomicInteger();

    /** What every call fails with, if anything. */
    public volatile ProviderFailedException failure;

    /** A refusal in the provider's words. */
    public static ProviderFailedException refusal(String code, String words) {
        return failure(ErrorKind.REJECTED, code, words);
    }

    /** No answer. */
    public static ProviderFailedException outage() {
        return failure(ErrorKind.UNAVAILABLE, "20503", "Service unavailable");
    }

    private static ProviderFailedException failure(ErrorKind kind, String code, String words) {
        return new ProviderFailedException(
                kind, words, Optional.of(new ProviderError(code, Optional.of(words))), Optional.empty(), null);
    }

    /** Keeps a text template whose approval stands so. */
    public void text(String id, String name, String body, TemplateApproval.Status status) {
        put(id, name, new TemplateContent("twilio/text", body, List.of(), Optional.empty(), List.of()), status);
    }

    /** Keeps a template whose approval stands so. */
    public void put(String id, String name, TemplateContent content, TemplateApproval.Status status) {
        kept.put(
                id,
                new ProviderTemplate(
                        id,
                        name,
                        "de",
                        content,
                        Map.of("1", "Anna"),
                        approval(status),
                        "{\"types\":{\"" + content.type() + "\":{}}}",
                        Instant.parse("2026-11-01T08:00:00Z")));
    }

    /** Decides on an approval. */
    public void decide(String id, TemplateApproval.Status status) {
        put(id, kept.get(id).name(), kept.get(id).content(), status);
    }

    /** What templates are approved for that are put here from now on. */
    public volatile String category = "UTILITY";

    private TemplateApproval approval(TemplateApproval.Status status) {
        return new TemplateApproval(
                status,
                status.name().toLowerCase(java.util.Locale.ROOT),
                status == TemplateApproval.Status.UNSUBMITTED ? Optional.empty() : Optional.of(category),
                status == TemplateApproval.Status.REJECTED ? Optional.of("Too promotional") : Optional.empty());
    }

    private void fail() throws ProviderFailedException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public List<ProviderTemplate> list() throws ProviderFailedException {
        listed.incrementAndGet();
        fail();
        return List.copyOf(kept.values());
    }

    @Override
    public Optional<ProviderTemplate> find(String templateId) throws ProviderFailedException {
        fail();
        return Optional.ofNullable(kept.get(templateId));
    }

    @Override
    public ProviderTemplate create(TemplateDraft draft) throws ProviderFailedException {
        fail();
        String id = String.format("HX%032d", kept.size() + 1);
        put(id, draft.name(), draft.content(), TemplateApproval.Status.UNSUBMITTED);
        return kept.get(id);
    }

    @Override
    public void delete(String templateId) throws ProviderFailedException {
        fail();
        kept.remove(templateId);
    }

    @Override
    public TemplateApproval submit(String templateId, String name, String category) throws ProviderFailedException {
        fail();
        decide(templateId, TemplateApproval.Status.PENDING);
        return kept.get(templateId).approval();
    }
}
