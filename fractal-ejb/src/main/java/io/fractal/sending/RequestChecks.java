package io.fractal.sending;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.database.StorableJson;
import io.fractal.spi.ChannelType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be said about a request to send by looking at it alone. Limits: Twilio, Messages resource (Body, MediaUrl). */
final class RequestChecks {

    private static final int LONGEST_BODY = 1600;
    private static final int MOST_MEDIA = 10;
    private static final int MOST_VARIABLES = 100;
    private static final int LONGEST_CLIENT_ID = 255;
    private static final Duration FURTHEST_AHEAD = Duration.ofDays(366);
    private static final Set<ChannelType> WRITABLE =
            EnumSet.of(ChannelType.SMS, ChannelType.MMS, ChannelType.WHATSAPP, ChannelType.RCS, ChannelType.MESSENGER);

    private final List<FieldError> errors = new ArrayList<>();

    private RequestChecks() {}

    /**
     * @throws InvalidRequestException with everything that is wrong
     */
    static void check(SendRequest request, Instant now) {
        RequestChecks checks = new RequestChecks();
        checks.recipient(request.to());
        checks.content(request.content());
        checks.channels(request.to().channelType(), request.via().fallbackChannel());
        checks.time(request.sendAt(), now);
        checks.validity(request.validity());
        checks.clientId(request.origin().clientId());
        checks.metadata(request.metadataJson());
        if (!checks.errors.isEmpty()) {
            throw new InvalidRequestException(checks.errors);
        }
    }

    /** The channel of that name. */
    static Optional<ChannelType> channelNamed(String name) {
        return WRITABLE.stream().filter(channel -> channel.name().equals(name)).findFirst();
    }

    private void recipient(Addressee to) {
        if (to.conversationId() == null && to.contactId() == null && isBlank(to.address())) {
            add("to", "RECIPIENT_REQUIRED", "One of conversationId, contactId and to must say to whom");
        } else if (to.conversationId() != null && to.contactId() != null) {
            add("contactId", "RECIPIENT_AMBIGUOUS", "Only one of conversationId and contactId may be given");
        }
    }

    private void content(Content content) {
        if (content.template() == null) {
            text(content);
        } else {
            template(content);
        }
        media(content);
    }

    private void text(Content content) {
        if (isBlank(content.body()) && !content.hasMedia()) {
            add("body", "BODY_OR_MEDIA_REQUIRED", "A message needs a text or an attachment");
        }
        if (content.body() != null && content.body().length() > LONGEST_BODY) {
            add("body", "BODY_TOO_LONG", "A text has at most " + LONGEST_BODY + " characters");
        }
    }

    private void template(Content content) {
        if (isBlank(content.template().sidOrId())) {
            add("templateSid", "TEMPLATE_REQUIRED", "A template is named by its SID or its id");
        }
        if (content.body() != null || content.hasMedia()) {
            add(
                    "body",
                    "TEMPLATE_OR_BODY",
                    "A template brings its own text and media, so neither may be given beside it");
        }
        if (content.template().variables().size() > MOST_VARIABLES) {
            add("variables", "TOO_MANY_VARIABLES", "A template has at most " + MOST_VARIABLES + " variables");
        }
    }

    private void media(Content content) {
        if (content.mediaUrls().size() + content.mediaIds().size() > MOST_MEDIA) {
            add("mediaUrls", "TOO_MANY_MEDIA", "A message has at most " + MOST_MEDIA + " attachments");
        }
        if (!content.mediaUrls().stream().allMatch(RequestChecks::isWebAddress)) {
            add("mediaUrls", "MEDIA_URL_INVALID", "An attachment needs an absolute http or https address");
        }
    }

    private void channels(String name, String fallback) {
        if (name != null && channelNamed(name).isEmpty()) {
            add("channelType", "UNKNOWN_CHANNEL", "There is no such channel to write on");
        }
        if (fallback != null && !ChannelType.SMS.name().equals(fallback)) {
            add("fallbackChannel", "UNKNOWN_FALLBACK", "Only SMS can stand in for another channel");
        } else if (fallback != null && !ChannelType.RCS.name().equals(name)) {
            add("fallbackChannel", "FALLBACK_NOT_POSSIBLE", "Only RCS can fall back to another channel");
        }
    }

    /** Further ahead than a year nobody plans; it is a slip in the year or in the unit. */
    private void time(Instant sendAt, Instant now) {
        if (sendAt == null) {
            return;
        }
        if (!sendAt.isAfter(now)) {
            add("scheduledAt", "SCHEDULE_IN_THE_PAST", "The time to send at must lie ahead");
        } else if (sendAt.isAfter(now.plus(FURTHEST_AHEAD))) {
            add("scheduledAt", "SCHEDULE_TOO_FAR", "The time to send at must lie within a year from now");
        }
    }

    /** What the provider allows is asked once the way is chosen. */
    private void validity(Duration validity) {
        if (validity != null && (validity.isNegative() || validity.isZero())) {
            add("validityPeriod", "VALIDITY_OUT_OF_RANGE", "A message is worth sending for a second at least");
        }
    }

    private void clientId(String clientId) {
        if (clientId != null && (clientId.isBlank() || clientId.length() > LONGEST_CLIENT_ID)) {
            add("clientId", "CLIENT_ID_INVALID", "A client id has 1 to " + LONGEST_CLIENT_ID + " characters");
        }
    }

    private void metadata(String json) {
        if (json != null && !StorableJson.isObject(json)) {
            add("metadata", "METADATA_INVALID", StorableJson.SENTENCE);
        }
    }

    /** An address without a host can only be one of ours; whether it is, is found out with the media. */
    private static boolean isWebAddress(String address) {
        if (address.startsWith("/")) {
            return true;
        }
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
