package io.fractal.spi;

import java.util.List;
import java.util.Optional;

/** The message templates that a provider keeps for one account. Calls ask the provider and may take seconds. */
public interface TemplateDirectory {

    /** All templates with the state of their approval, in no particular order. */
    List<ProviderTemplate> list() throws ProviderFailedException;

    /** One template; empty when the provider has none of that id. */
    Optional<ProviderTemplate> find(String templateId) throws ProviderFailedException;

    /**
     * Makes a template.
     *
     * @throws ProviderFailedException of kind {@link ErrorKind#REJECTED} when the provider does not accept it as it is
     */
    ProviderTemplate create(TemplateDraft draft) throws ProviderFailedException;

    /** Removes a template; one that is gone already is no failure. */
    void delete(String templateId) throws ProviderFailedException;

    /**
     * Asks for the approval that writing first on WhatsApp needs.
     *
     * @param templateId the provider's id
     * @param name the name to register, lower-case letters, digits and underscores
     * @param category {@code UTILITY}, {@code MARKETING} or {@code AUTHENTICATION}
     * @return the state right after asking
     */
    TemplateApproval submit(String templateId, String name, String category) throws ProviderFailedException;
}
