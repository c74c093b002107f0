package io.fractal.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.tika.metadata.HttpHeaders;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;

/**
 * Says what bytes are by their signatures. Names and stated types only make that more precise (a ZIP archive called {@code .docx} is a
 * Word document) and never override it.
 */
final class ContentTypes {

    private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
    private static final MediaTypeRegistry KINDS = TYPES.getMediaTypeRegistry();
    private static final int HEAD = 64 * 1024;

    /** What browsers and phones call types that Tika names otherwise. */
    private static final Map<String, String> USUAL_NAMES = Map.of(
            "audio/x-aac", "audio/aac",
            "audio/vnd.wave", "audio/wav",
            "video/x-m4v", "video/mp4",
            "application/mp4", "video/mp4",
            "text/x-vcard", "text/vcard");

    /** Containers that hold sound alone or with pictures: their signatures do not tell which. */
    private static final List<Set<String>> CONTAINERS = List.of(
            Set.of(
                    "audio/mp4",
                    "video/mp4",
                    "application/mp4",
                    "video/x-m4v",
                    "video/quicktime",
                    "audio/3gpp",
                    "video/3gpp",
                    "audio/3gpp2",
                    "video/3gpp2"),
            Set.of("audio/webm", "video/webm", "application/x-matroska", "video/x-matroska", "audio/x-matroska"));

    /** What can act when it is opened. */
    private static final List<MediaType> ACTIVE = Stream.of(
                    "text/html",
                    "application/xhtml+xml",
                    "image/svg+xml",
                    "text/javascript",
                    "application/javascript",
                    "application/hta",
                    "application/x-dosexec",
                    "application/x-msdownload",
                    "application/x-executable",
                    "application/x-sharedlib",
                    "application/x-object",
                    "application/x-elf",
                    "application/x-mach-o",
                    "application/x-mach-o-universal",
                    "application/x-sh",
                    "application/x-bat",
                    "application/x-ms-installer",
                    "application/x-ms-shortcut",
                    "application/x-shockwave-flash",
                    "application/java-archive",
                    "application/java-vm",
                    "application/vnd.android.package-archive")
            .map(MediaType::parse)
            .map(KINDS::normalize)
            .toList();

    private ContentTypes() {}

    /**
     * What bytes are.
     *
     * @param name the usual name of the type
     * @param asStated whether that agrees with what they are said to be, as far as they are said to be anything
     * @param active whether they can act when opened: programs, and documents with scripts
     */
    record Sniffed(String name, boolean asStated, boolean active) {}

    /**
     * @param stated the type they are said to have, or {@code null}
     * @param fileName the name they are said to have, or {@code null}
     */
    static Sniffed sniff(Content content, String stated, String fileName) {
        byte[] head = head(content);
        MediaType said = parsed(stated).orElse(MediaType.OCTET_STREAM);
        MediaType signature = detect(head, new Metadata());
        MediaType precise = signature.equals(MediaType.OCTET_STREAM)
                ? signature
                : container(said, signature).orElseGet(() -> detect(head, hints(said, fileName)));
        return new Sniffed(usualName(precise, said), agree(said, signature, precise), isActive(precise));
    }

    /** The ending of names for a type, with its dot; empty when there is none. */
    static String ending(String contentType) {
        try {
            return TYPES.forName(contentType).getExtension();
        } catch (MimeTypeException unknown) {
            return "";
        }
    }

    /** Whether things of a type can act when they are opened. */
    static boolean isActive(String contentType) {
        return parsed(contentType).filter(ContentTypes::isActive).isPresent();
    }

    private static byte[] head(Content content) {
        try (InputStream in = content.open()) {
            return in.readNBytes(HEAD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MediaType detect(byte[] head, Metadata hints) {
        try {
            return KINDS.normalize(
                    TYPES.detect(new ByteArrayInputStream(head), hints).getBaseType());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Metadata hints(MediaType said, String fileName) {
        Metadata hints = new Metadata();
        if (fileName != null) {
            hints.set(TikaCoreProperties.RESOURCE_NAME_KEY, fileName);
        }
        if (!said.equals(MediaType.OCTET_STREAM)) {
            hints.set(HttpHeaders.CONTENT_TYPE, said.toString());
        }
        return hints;
    }

    private static Optional<MediaType> parsed(String stated) {
        return Optional.ofNullable(stated)
                .map(MediaType::parse)
                .map(MediaType::getBaseType)
                .map(KINDS::normalize);
    }

    /** The stated type, when both are names for what the same container may hold. */
    private static Optional<MediaType> container(MediaType said, MediaType signature) {
        boolean same = CONTAINERS.stream()
                .anyMatch(names -> names.contains(said.toString()) && names.contains(signature.toString()));
        return same ? Optional.of(said) : Optional.empty();
    }

    private static boolean agree(MediaType said, MediaType signature, MediaType precise) {
        if (said.equals(MediaType.OCTET_STREAM) || said.equals(precise) || said.equals(signature)) {
            return true;
        }
        if (signature.equals(MediaType.OCTET_STREAM)) {
            return !hasSignature(said);
        }
        if (isA(precise, said) || isA(said, precise)) {
            return true;
        }
        return Set.of("image", "audio", "video", "text").contains(said.getType())
                && (said.getType().equals(precise.getType())
                        || said.getType().equals("text") && isA(precise, MediaType.TEXT_PLAIN));
    }

    /** Whether bytes of this type would have been recognised. */
    private static boolean hasSignature(MediaType said) {
        return Set.of("image", "audio", "video", "text").contains(said.getType())
                || isA(said, MediaType.parse("application/pdf"))
                || isA(said, MediaType.APPLICATION_ZIP)
                || isA(said, MediaType.parse("application/x-tika-msoffice"))
                || isA(said, MediaType.TEXT_PLAIN);
    }

    private static boolean isA(MediaType type, MediaType kind) {
        return type.equals(kind) || KINDS.isSpecializationOf(type, kind);
    }

    private static boolean isActive(MediaType type) {
        return ACTIVE.stream().anyMatch(kind -> isA(type, kind));
    }

    private static String usualName(MediaType type, MediaType said) {
        if (isA(type, MediaType.parse("audio/ogg"))) {
            return "audio/ogg";
        }
        if (isA(type, MediaType.parse("video/ogg"))) {
            return "video/ogg";
        }
        if (type.toString().equals("application/ogg")) {
            return said.getType().equals("video") ? "video/ogg" : "audio/ogg";
        }
        return USUAL_NAMES.getOrDefault(type.toString(), type.toString());
    }
}
