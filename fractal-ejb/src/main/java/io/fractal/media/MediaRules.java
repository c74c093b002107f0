package io.fractal.media;

import io.fractal.spi.ChannelType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What channels let messages carry. Sources: Twilio, "Accepted content types for media", "WhatsApp media messages" and "Messages
 * resource" (MediaUrl). What a provider refuses beyond that, it says itself.
 */
public final class MediaRules {

    private static final long MEGABYTE = 1024L * 1024;
    private static final long KILOBYTE = 1024;

    private static final Set<String> MMS_IMAGES = Set.of("image/jpeg", "image/png", "image/gif");
    private static final Set<String> WHATSAPP_TYPES = Set.of(
            "image/jpeg",
            "image/png",
            "image/webp",
            "audio/ogg",
            "audio/amr",
            "audio/3gpp",
            "audio/aac",
            "audio/mpeg",
            "audio/mp4",
            "video/mp4",
            "video/3gpp",
            "application/pdf",
            "application/msword",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "text/vcard",
            "text/x-vcard");

    private MediaRules() {}

    /**
     * One attachment of a message.
     *
     * @param size in bytes
     */
    public record Item(String contentType, long size) {

        boolean is(String family) {
            return contentType.startsWith(family + "/");
        }
    }

    /**
     * A channel's limits.
     *
     * @param most how many attachments a message has
     * @param total how many bytes all of them have together
     */
    private record Limits(int most, long total, Predicate<Item> type, List<SizeLimit> sizes) {}

    private record SizeLimit(Predicate<Item> of, long most, String what) {}

    /** What a channel has against one attachment; empty when nothing. */
    public static List<MediaViolation> check(ChannelType channel, String contentType, long size) {
        Item item = new Item(contentType, size);
        Limits limits = of(channel);
        List<MediaViolation> violations = new ArrayList<>();
        if (!limits.type().test(item)) {
            violations.add(new MediaViolation(
                    "MEDIA_TYPE_NOT_SUPPORTED", channel + " does not carry attachments of type " + contentType));
        }
        limits.sizes().stream()
                .filter(limit -> limit.of().test(item) && size > limit.most())
                .map(limit -> new MediaViolation(
                        "MEDIA_TOO_LARGE", channel + " takes " + limit.what() + " of at most " + words(limit.most())))
                .limit(1)
                .forEach(violations::add);
        return violations;
    }

    /**
     * What a channel has against the attachments of one message; empty when nothing.
     *
     * @param items those of which type and size are known
     * @param others how many there are beside them
     */
    public static List<MediaViolation> check(ChannelType channel, Collection<Item> items, int others) {
        Limits limits = of(channel);
        List<MediaViolation> violations = new ArrayList<>();
        if (items.size() + others > limits.most()) {
            violations.add(new MediaViolation(
                    "TOO_MANY_MEDIA", "A message on " + channel + " has at most " + limits.most() + " attachments"));
        }
        items.forEach(item -> violations.addAll(check(channel, item.contentType(), item.size())));
        if (items.stream().mapToLong(Item::size).sum() > limits.total()) {
            violations.add(new MediaViolation(
                    "MEDIA_TOO_LARGE",
                    "The attachments of a message on " + channel + " have together at most " + words(limits.total())));
        }
        return violations;
    }

    private static Limits of(ChannelType channel) {
        return switch (channel) {
            case SMS, MMS ->
                new Limits(
                        10,
                        5 * MEGABYTE,
                        item -> true,
                        List.of(
                                new SizeLimit(item -> MMS_IMAGES.contains(item.contentType()), 5 * MEGABYTE, "images"),
                                new SizeLimit(
                                        item -> !MMS_IMAGES.contains(item.contentType()),
                                        500 * KILOBYTE,
                                        "attachments other than JPEG, PNG and GIF images")));
            case WHATSAPP ->
                new Limits(
                        1,
                        16 * MEGABYTE,
                        item -> WHATSAPP_TYPES.contains(item.contentType()),
                        List.of(
                                new SizeLimit(item -> item.is("image"), 5 * MEGABYTE, "images"),
                                new SizeLimit(item -> true, 16 * MEGABYTE, "attachments")));
            case RCS ->
                new Limits(
                        10,
                        100 * MEGABYTE,
                        item -> true,
                        List.of(new SizeLimit(item -> true, 16 * MEGABYTE, "attachments")));
            default ->
                new Limits(
                        10,
                        100 * MEGABYTE,
                        item -> true,
                        List.of(new SizeLimit(item -> true, 25 * MEGABYTE, "attachments")));
        };
    }

    private static String words(long bytes) {
        return bytes % MEGABYTE == 0 ? bytes / MEGABYTE + " MB" : bytes / KILOBYTE + " kB";
    }
}
