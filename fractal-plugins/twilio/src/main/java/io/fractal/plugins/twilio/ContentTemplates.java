package io.fractal.plugins.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.twilio.rest.Domains;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.ProviderTemplate;
import io.fractal.spi.TemplateApproval;
import io.fractal.spi.TemplateDirectory;
import io.fractal.spi.TemplateDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Templates as Twilio's Content API keeps them. */
final class ContentTemplates implements TemplateDirectory {

    private static final String CONTENT = "/v1/Content";
    private static final String WITH_APPROVALS = "/v1/ContentAndApprovals?PageSize=100";
    private static final Pattern SID = Pattern.compile("HX[0-9a-fA-F]{32}");

    private final TwilioApi api;

    ContentTemplates(TwilioApi api) {
        this.api = api;
    }

    @Override
    public List<ProviderTemplate> list() throws ProviderFailedException {
        List<ProviderTemplate> templates = new ArrayList<>();
        for (JsonNode content : api.list(Domains.CONTENT, WITH_APPROVALS, "contents")) {
            templates.add(ContentReader.template(content, content.path("approval_requests")));
        }
        return templates;
    }

    @Override
    public Optional<ProviderTemplate> find(String templateId) throws ProviderFailedException {
        if (!SID.matcher(templateId).matches()) {
            return Optional.empty();
        }
        Optional<JsonNode> content = api.find(Domains.CONTENT, path(templateId));
        if (content.isEmpty()) {
            return Optional.empty();
        }
        JsonNode approval = api.find(Domains.CONTENT, path(templateId) + "/ApprovalRequests")
                .map(requests -> requests.path("whatsapp"))
                .orElseGet(JsonNodeFactory.instance::missingNode);
        return Optional.of(ContentReader.template(content.get(), approval));
    }

    @Override
    public ProviderTemplate create(TemplateDraft draft) throws ProviderFailedException {
        JsonNode made = api.postJson(Domains.CONTENT, CONTENT, ContentWriter.content(draft));
        return ContentReader.template(made, JsonNodeFactory.instance.missingNode());
    }

    @Override
    public void delete(String templateId) throws ProviderFailedException {
        if (SID.matcher(templateId).matches()) {
            api.delete(Domains.CONTENT, path(templateId));
        }
    }

    @Override
    public TemplateApproval submit(String templateId, String name, String category) throws ProviderFailedException {
        if (!SID.matcher(templateId).matches()) {
            throw new ProviderFailedException(
                    ErrorKind.REJECTED,
                    "There is no such template at Twilio",
                    Optional.of(new ProviderError("20404", Optional.empty())),
                    Optional.empty(),
                    null);
        }
        ObjectNode request =
                JsonNodeFactory.instance.objectNode().put("name", name).put("category", category);
        return ContentReader.approval(
                api.postJson(Domains.CONTENT, path(templateId) + "/ApprovalRequests/whatsapp", request));
    }

    private static String path(String templateId) {
        return CONTENT + "/" + templateId;
    }
}
