package io.fractal.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiDescriptionTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /api/messages, getMessages",
        "GET, /api/messages/{id}, getMessagesById",
        "POST, /api/messages/{id}/retry, postMessagesByIdRetry",
        "GET, /api/conversations/{id: [^/]+}/messages, getConversationsByIdMessages",
        "PUT, /api/senders/{id}/whatsapp-profile, putSendersByIdWhatsappProfile"
    })
    void namesEveryOperationAfterItsMethodAndPath(HttpMethod method, String path, String name) {
        assertEquals(name, ApiDescription.operationId(method, path));
    }
}
