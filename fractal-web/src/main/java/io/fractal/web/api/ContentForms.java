package io.fractal.web.api;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * What bodies and headers are that are no JSON. Some servers describe a text with limits of zero and the fields of records that they
 * read before, a body of bytes as an object beside what is said of it, and a header with nothing; generators of clients refuse that.
 */
final class ContentForms {

    private ContentForms() {}

    /** Describes the files and headers of an operation plainly. */
    static void complete(Operation operation) {
        if (operation.getRequestBody() != null) {
            keepWhatIsSaid(operation.getRequestBody().getContent());
            texts(operation.getRequestBody().getContent());
        }
        answers(operation).forEach(answer -> {
            texts(answer.getContent());
            headers(answer).forEach(ContentForms::text);
        });
    }

    /** Any type of body is last, for generators take the first; it is taken out where a server has only guessed it. */
    private static void keepWhatIsSaid(Content content) {
        String any = jakarta.ws.rs.core.MediaType.WILDCARD;
        MediaType body = content == null ? null : content.getMediaType(any);
        if (body == null || content.getMediaTypes().size() < 2) {
            return;
        }
        content.removeMediaType(any);
        if (isText(body.getSchema())) {
            content.addMediaType(any, body);
        }
    }

    private static void texts(Content content) {
        if (content != null && content.getMediaTypes() != null) {
            content.getMediaTypes().values().stream()
                    .filter(type -> isText(type.getSchema()))
                    .forEach(type -> type.setSchema(text(type.getSchema().getFormat())));
        }
    }

    private static void text(Header header) {
        if (header.getRef() == null) {
            header.setSchema(text((String) null));
        }
    }

    private static Schema text(String format) {
        return SchemaForms.of(SchemaType.STRING).format(format);
    }

    private static boolean isText(Schema schema) {
        return schema != null && schema.getRef() == null && SchemaForms.isText(schema);
    }

    private static Stream<APIResponse> answers(Operation operation) {
        return operation.getResponses() == null
                ? Stream.empty()
                : values(operation.getResponses().getAPIResponses()).stream();
    }

    private static Collection<Header> headers(APIResponse answer) {
        return values(answer.getHeaders());
    }

    private static <T> Collection<T> values(Map<String, T> map) {
        return map == null ? List.of() : map.values();
    }
}
