package io.fractal.sending;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.spi.ChannelType;
import jakarta.json.Json;
import jakarta.json.JsonException;
import java.io.StringReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be said about a request to send by looking at it alone. Limits: Twilio, Messages resource (Body, MediaUrl). */
final class RequestChecks {

    private static final int LONGEST_BODY = 1600;
    private static final int MOST_MEDIA = 10;
    private static final int LONGEST_CLIENT_ID = 200;
    private static final Set<ChannelType> WRITABLE =
            EnumSet.of(ChannelType.SMS, ChannelType.MMS, ChannelType.WHATSAPP, ChannelType.RCS, ChannelType.MESSENGER);

    private final List<FieldError> errors = new ArrayList<>();

    private RequestChecks() {}

    /**
     * @throws InvalidRequestException with everything that is wrong
     */
    static void check(SendRequest request) {
        RequestChecks checks = new RequestChecks();
        checks.recipient(request);
        checks.content(request);
        checks.channel(request.channelType());
        checks.clientId(request.clientId());
        checks.metadata(request.metadataJson());
        if (!checks.errors.isEmpty()) {
            throw new InvalidRequestException(checks.errors);
        }
    }

    /** The channel of that name. */
    static Optional<ChannelType> channelNamed(String name) {
        return WRITABLE.stream().filter(channel -> channel.name().equals(name)).findFirst();
    }

    private void recipient(SendRequest request) {
        if (request.conversationId() == null && request.contactId() == null && isBlank(request.to())) {
            add("to", "RECIPIENT_REQUIRED", "One of conversationId, contactId and to must say to whom");
        } else if (request.conversationId() != null && request.contactId() != null) {
            add("contactId", "RECIPIENT_AMBIGUOUS", "Only one of conversationId and contactId may be given");
        }
    }

    private void content(SendRequest request) {
        if (isBlank(request.body()) && request.mediaUrls().isEmpty()) {
            add("body", "BODY_OR_MEDIA_REQUIRED", "A message needs a text or an attachment");
        }
        if (request.body() != null && request.body().length() > LONGEST_BODY) {
            add("body", "BODY_TOO_LONG", "A text has at most " + LONGEST_BODY + " characters");
        }
        if (request.mediaUrls().size() > MOST_MEDIA) {
            add("mediaUrls", "TOO_MANY_MEDIA", "A message has at most " + MOST_MEDIA + " attachments");
        }
        if (!request.mediaUrls().stream().allMatch(RequestChecks::isWebAddress)) {
            add("mediaUrls", "MEDIA_URL_INVALID", "An attachment needs an absolute http or https address");
        }
    }

    private void channel(String name) {
        if (name != null && channelNamed(name).isEmpty()) {
            add("channelType", "UNKNOWN_CHANNEL", "There is no such channel to write on");
        }
    }

    private void clientId(String clientId) {
        if (clientId != null && (clientId.isBlank() || clientId.length() > LONGEST_CLIENT_ID)) {
            add("clientId", "CLIENT_ID_INVALID", "A client id has 1 to " + LONGEST_CLIENT_ID + " characters");
        }
    }

    private void metadata(String json) {
        if (json == null) {
            return;
        }
        try {
            Json.createReader(new StringReader(json)).readObject();
        } catch (JsonException notAnObject) {
            add("metadata", "METADATA_INVALID", "Metadata is a JSON object");
        }
    }

    private static boolean isWebAddress(String address) {
        try {
            URI uri = URI.create(address);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private void add(String field, String code, String message) {
        errors.add(new FieldError(field, code, message));
    }
}
