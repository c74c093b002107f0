package io.fractal.templates;

import io.fractal.channels.AccountRef;
import io.fractal.channels.ProviderAdapters;
import io.fractal.channels.ProviderCallException;
import io.fractal.database.ChangedMeanwhileException;
import io.fractal.database.Transactions;
import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.ProviderTemplate;
import io.fractal.spi.TemplateApproval;
import io.fractal.spi.TemplateDirectory;
import io.fractal.spi.TemplateDraft;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;

/**
 * Makes, deletes and submits templates, at their provider and here. Its methods take seconds and hold no transaction meanwhile; should
 * the process end between the provider's answer and the commit, the next sync brings both together.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TemplateEditing {

    @Inject
    private ProviderAdapters adapters;

    @Inject
    private TemplateRows rows;

    @EJB
    private Templates templates;

    @EJB
    private Transactions transactions;

    /**
     * Makes a template.
     *
     * @throws io.fractal.configuration.InvalidRequestException when the draft is wrong in itself
     * @throws ProviderCallException when the provider refuses it, with its words, or does not answer
     */
    public TemplateView create(UUID workspaceId, TemplateDraft draft) {
        TemplateChecks.check(draft);
        AccountRef account = account(workspaceId);
        try {
            ProviderTemplate made = directory(account).create(draft);
            return transactions.inNew(() -> {
                rows.keep(account, made);
                return templates.get(workspaceId, made.id());
            });
        } catch (ProviderFailedException failure) {
            throw ProviderCallException.of(failure);
        }
    }

    /**
     * Deletes a template. It is marked as deleted first: should this end in between, the next sync finds it again, and nobody has sent
     * it meanwhile.
     *
     * @param expected the state that is to be deleted, as the time of its last change; {@code null} for any
     * @throws TemplateNotFoundException when this workspace has none
     * @throws ChangedMeanwhileException when it is in another state
     * @throws ProviderCallException when the provider refuses or does not answer; the template stays then
     */
    public void delete(UUID workspaceId, String sidOrId, Instant expected) {
        TemplateView template = templates.get(workspaceId, sidOrId);
        TemplateDirectory directory = directory(account(workspaceId));
        transactions.doInNew(() -> rows.retire(workspaceId, template, expected));
        try {
            directory.delete(template.sid());
        } catch (ProviderFailedException failure) {
            transactions.doInNew(() -> rows.restore(workspaceId, template));
            throw ProviderCallException.of(failure);
        }
    }

    /**
     * Asks WhatsApp, through the provider, to approve a template.
     *
     * @param expected the state that is to be submitted, as the time of its last change; {@code null} for any
     * @return the template with the state of its approval right after asking
     * @throws TemplateNotFoundException when this workspace has none
     * @throws ChangedMeanwhileException when it is in another state
     * @throws io.fractal.configuration.InvalidRequestException when name or category cannot be right
     * @throws ProviderCallException when the provider refuses, with its words, or does not answer
     */
    public TemplateView submit(UUID workspaceId, String sidOrId, TemplateSubmission submission, Instant expected) {
        TemplateView template = templates.get(workspaceId, sidOrId);
        if (expected != null && !expected.equals(template.updatedAt())) {
            throw new ChangedMeanwhileException(template.id());
        }
        TemplateSubmission complete = TemplateChecks.complete(submission, template);
        try {
            TemplateApproval approval =
                    directory(account(workspaceId)).submit(template.sid(), complete.name(), complete.category());
            transactions.doInNew(() -> rows.approval(workspaceId, template, approval));
        } catch (ProviderFailedException failure) {
            throw ProviderCallException.of(failure);
        }
        return templates.get(workspaceId, template.sid());
    }

    private AccountRef account(UUID workspaceId) {
        return adapters.current(workspaceId).orElseThrow(() -> ProviderCallException.notOffered("templates"));
    }

    private TemplateDirectory directory(AccountRef account) {
        return adapters.of(account)
                .flatMap(ChannelAdapter::templates)
                .orElseThrow(() -> ProviderCallException.notOffered("templates"));
    }
}
