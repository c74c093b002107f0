package io.fractal.sending;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.conversations.MediaView;
import io.fractal.media.MediaLinks;
import io.fractal.media.MediaRules;
import io.fractal.media.MediaStore;
import io.fractal.media.MediaViolation;
import io.fractal.media.PublicAddresses;
import io.fractal.media.StoredMedia;
import io.fractal.spi.ChannelType;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what a message is to carry: media that Fractal keeps, and those that stay where they are. Works in the caller's transaction. */
@ApplicationScoped
public class Carried {

    @EJB
    private MediaStore store;

    @Inject
    private MediaLinks links;

    /**
     * What a message carries.
     *
     * @throws InvalidRequestException when the workspace has no such media, or the channel does not carry them
     */
    List<MediaView> by(UUID workspaceId, Content content, ChannelType channel) {
        if (!content.hasMedia()) {
            return List.of();
        }
        List<MediaView> media = of(workspaceId, content);
        List<MediaViolation> violations = violations(workspaceId, content, channel);
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations.stream()
                    .map(violation -> new FieldError(field(content), violation.code(), violation.message()))
                    .toList());
        }
        return media;
    }

    /** What a channel has against what a message is to carry; of what stays elsewhere only the address is known. */
    List<MediaViolation> violations(UUID workspaceId, Content content, ChannelType channel) {
        List<URI> elsewhere = content.mediaUrls().stream()
                .filter(url -> !url.startsWith("/") && links.idOf(url).isEmpty())
                .map(URI::create)
                .toList();
        List<MediaViolation> violations =
                new ArrayList<>(MediaRules.check(channel, items(workspaceId, ids(content)), elsewhere.size()));
        if (!elsewhere.stream().allMatch(PublicAddresses::mayBe)) {
            violations.add(new MediaViolation(
                    "MEDIA_URL_NOT_PUBLIC",
                    "The provider fetches attachments, so it must be able to reach their address"));
        }
        return violations;
    }

    private List<MediaRules.Item> items(UUID workspaceId, List<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : store.findAll(workspaceId, ids).stream()
                        .map(media -> new MediaRules.Item(media.contentType(), media.size()))
                        .toList();
    }

    /** What it is known by: an id, or an address elsewhere. */
    List<String> names(Content content) {
        return Stream.concat(
                        content.mediaUrls().stream()
                                .map(url -> links.idOf(url).map(UUID::toString).orElse(url)),
                        content.mediaIds().stream().map(UUID::toString))
                .toList();
    }

    private List<MediaView> of(UUID workspaceId, Content content) {
        Map<UUID, StoredMedia> kept = store.findAll(workspaceId, ids(content)).stream()
                .collect(Collectors.toMap(StoredMedia::id, Function.identity()));
        List<MediaView> media = new ArrayList<>();
        for (String url : content.mediaUrls()) {
            media.add(links.idOf(url).map(id -> stored(kept, id, "mediaUrls")).orElseGet(() -> elsewhere(url)));
        }
        content.mediaIds().forEach(id -> media.add(stored(kept, id, "mediaIds")));
        return media;
    }

    private static MediaView elsewhere(String url) {
        if (url.startsWith("/")) {
            throw unknown("mediaUrls");
        }
        return new MediaView(url, "application/octet-stream");
    }

    private static MediaView stored(Map<UUID, StoredMedia> kept, UUID id, String field) {
        return Optional.ofNullable(kept.get(id))
                .map(media -> MediaView.stored(id, media.contentType()))
                .orElseThrow(() -> unknown(field));
    }

    private static InvalidRequestException unknown(String field) {
        return new InvalidRequestException(
                List.of(new FieldError(field, "UNKNOWN_MEDIA", "There is no such attachment")));
    }

    private List<UUID> ids(Content content) {
        return Stream.concat(
                        content.mediaUrls().stream().flatMap(url -> links.idOf(url).stream()),
                        content.mediaIds().stream())
                .toList();
    }

    private static String field(Content content) {
        return content.mediaIds().isEmpty() ? "mediaUrls" : "mediaIds";
    }
}
