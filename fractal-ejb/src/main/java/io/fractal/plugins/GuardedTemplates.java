package io.fractal.plugins;

import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.ProviderTemplate;
import io.fractal.spi.TemplateApproval;
import io.fractal.spi.TemplateDirectory;
import io.fractal.spi.TemplateDraft;
import java.util.List;
import java.util.Optional;

/** A provider's templates behind its plugin's guard. */
final class GuardedTemplates implements TemplateDirectory {

    private final TemplateDirectory directory;
    private final PluginGuard guard;

    GuardedTemplates(TemplateDirectory directory, PluginGuard guard) {
        this.directory = directory;
        this.guard = guard;
    }

    @Override
    public List<ProviderTemplate> list() throws ProviderFailedException {
        return Asking.of(guard, Asking.LONG, directory::list);
    }

    @Override
    public Optional<ProviderTemplate> find(String templateId) throws ProviderFailedException {
        return Asking.of(guard, () -> directory.find(templateId));
    }

    @Override
    public ProviderTemplate create(TemplateDraft draft) throws ProviderFailedException {
        return Asking.of(guard, () -> directory.create(draft));
    }

    @Override
    public void delete(String templateId) throws ProviderFailedException {
        Asking.run(guard, () -> directory.delete(templateId));
    }

    @Override
    public TemplateApproval submit(String templateId, String name, String category) throws ProviderFailedException {
        return Asking.of(guard, () -> directory.submit(templateId, name, category));
    }
}
