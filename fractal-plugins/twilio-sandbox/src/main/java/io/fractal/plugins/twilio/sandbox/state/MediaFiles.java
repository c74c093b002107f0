package io.fractal.plugins.twilio.sandbox.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The bytes of media that people sent, in a folder, and who fetched them. Bytes go when their message goes. Safe for use from several
 * threads.
 */
public final class MediaFiles {

    private static final Pattern SID = Pattern.compile("ME[0-9a-f]{32}");
    private static final String TYPE = ".type";
    private static final int MOST_REMEMBERED = 1000;

    private final Path folder;
    private final Map<String, Fetches> fetches = new LinkedHashMap<>();

    /**
     * Media in this folder.
     *
     * @param data the plugin's folder
     */
    public MediaFiles(Path data) {
        this.folder = data.resolve("media");
    }

    /**
     * How often a medium was asked for.
     *
     * @param sid the medium
     * @param refused calls of the API without the right credentials
     * @param redirected calls of the API that were sent on
     * @param served calls of the CDN
     * @param withCredentials calls of the CDN that carried an Authorization header, which no client should send there
     */
    public record Fetches(String sid, int refused, int redirected, int served, int withCredentials) {}

    /**
     * A medium.
     *
     * @param contentType its media type
     * @param bytes its bytes
     */
    public record Content(String contentType, byte[] bytes) {}

    /** Keeps the bytes of a medium. */
    public void put(String sid, Content content) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(sid + TYPE), content.contentType());
            Files.write(file(sid), content.bytes());
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot keep medium " + sid, failed);
        }
    }

    /** The bytes of a medium, if the sandbox keeps them. */
    public Optional<Content> read(String sid) {
        try {
            return SID.matcher(sid).matches() && Files.exists(file(sid))
                    ? Optional.of(
                            new Content(Files.readString(folder.resolve(sid + TYPE)), Files.readAllBytes(file(sid))))
                    : Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot read medium " + sid, failed);
        }
    }

    /** Forgets a medium. */
    public void delete(String sid) {
        try {
            Files.deleteIfExists(file(sid));
            Files.deleteIfExists(folder.resolve(sid + TYPE));
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot delete medium " + sid, failed);
        }
    }

    /** Counts a call without the right credentials. */
    public void refused(String sid) {
        count(new Fetches(sid, 1, 0, 0, 0));
    }

    /** Counts a call that was sent on to the CDN. */
    public void redirected(String sid) {
        count(new Fetches(sid, 0, 1, 0, 0));
    }

    /** Counts a call of the CDN. */
    public void served(String sid, boolean withCredentials) {
        count(new Fetches(sid, 0, 0, 1, withCredentials ? 1 : 0));
    }

    /** Who fetched what, the longest known first. */
    public synchronized List<Fetches> fetches() {
        return List.copyOf(fetches.values());
    }

    private synchronized void count(Fetches one) {
        fetches.merge(
                one.sid(),
                one,
                (before, more) -> new Fetches(
                        one.sid(),
                        before.refused() + more.refused(),
                        before.redirected() + more.redirected(),
                        before.served() + more.served(),
                        before.withCredentials() + more.withCredentials()));
        if (fetches.size() > MOST_REMEMBERED) {
            fetches.remove(fetches.keySet().iterator().next());
        }
    }

    private Path file(String sid) {
        return folder.resolve(sid);
    }
}
