package io.fractal.web.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Contact;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.security.SecuritySchemes;
import org.eclipse.microprofile.openapi.annotations.servers.Server;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The JAX-RS application. */
@ApplicationPath("/api")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Fractal API",
                        version = "0.1",
                        description = """
                                Messages over SMS and WhatsApp, in both directions, with their whole history.

                                Answers are `{"success": true, "data": …}`, lists also carry `meta.pagination`; errors are \
                                `{"success": false, "error": {"code", "message", "details", "requestId"}}`. Times are ISO 8601 in UTC \
                                with milliseconds; what is not known is `null`. Every answer carries `X-Request-Id`. \
                                Sentences (`error.message`, `errorMessage`) are in English or German as `Accept-Language` says; \
                                codes are the same in all languages.

                                What happens is also told over the websocket `/ws` as frames `{"event", "data", "id"}`: `ready`, \
                                `message:new`, `message:status`, `message:updated`, `conversation:updated`, `conversation:deleted`, `consent:updated`, \
                                `unassigned:new`, `bulk:updated`, `resync`. \
                                Reconnect with `?after={id}` of the last frame to get what was missed, in order and once.""",
                        contact = @Contact(name = "Fractal"),
                        license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
        servers = @Server(url = "/", description = "This installation"),
        security = {
            @SecurityRequirement(name = "apiKey"),
            @SecurityRequirement(name = "bearer"),
            @SecurityRequirement(name = "session")
        },
        tags = {
            @Tag(name = "Conversations", description = "All messages of one contact, over every channel"),
            @Tag(name = "Messages", description = "Single messages: send, look up, try again, cancel, erase"),
            @Tag(
                    name = "Templates",
                    description = "Content templates, as the provider keeps and WhatsApp approves them"),
            @Tag(name = "Senders", description = "Our own numbers, ids and messaging services"),
            @Tag(name = "Settings", description = "What a workspace has decided"),
            @Tag(name = "Search", description = "Messages, contacts and conversations by what people type"),
            @Tag(name = "Contacts", description = "People and their addresses"),
            @Tag(name = "Consent", description = "Who may be written to, and how we know"),
            @Tag(name = "Media", description = "Files that messages carry: upload, read, fetch again"),
            @Tag(name = "Unassigned", description = "Messages to addresses that are none of our senders"),
            @Tag(name = "Workspaces", description = "Whose data is whose: workspaces and their people"),
            @Tag(name = "API keys", description = "With which programs call: make, replace, revoke"),
            @Tag(name = "Session", description = "Signing up, in and out, and where one is signed in")
        })
@SecuritySchemes({
    @SecurityScheme(
            securitySchemeName = "apiKey",
            type = SecuritySchemeType.APIKEY,
            in = SecuritySchemeIn.HEADER,
            apiKeyName = "X-API-Key",
            description = "An API key of the workspace, fk_…"),
    @SecurityScheme(
            securitySchemeName = "bearer",
            type = SecuritySchemeType.HTTP,
            scheme = "bearer",
            description = "The same API key as a bearer token, or an access token from /api/auth/signin"),
    @SecurityScheme(
            securitySchemeName = "session",
            type = SecuritySchemeType.APIKEY,
            in = SecuritySchemeIn.COOKIE,
            apiKeyName = "fractal_session",
            description = "A signed-in browser; changes also need the header X-Requested-With: fractal")
})
public class ApiApplication extends Application {

    /** Without Jersey's own description of the interface on OPTIONS requests: {@code /openapi} is the description. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
