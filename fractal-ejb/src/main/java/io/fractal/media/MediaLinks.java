package io.fractal.media;

import io.fractal.configuration.Settings;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Addresses under which media can be read without signing in, for a time: {@code {APP_URL}/media/{token}/{fileName}}. The token names
 * what it opens and until when, and is signed with a key made of the installation's secrets, so that any node can open what another
 * has signed and nothing needs to be stored. Safe for use from several threads.
 */
@ApplicationScoped
public class MediaLinks {

    /** Providers fetch when they send, which can be hours after they took the message. */
    static final Duration FOR_PROVIDERS = Duration.ofHours(24);

    /** Clients fetch what they have just read of. */
    static final Duration FOR_CLIENTS = Duration.ofHours(1);

    private static final byte VERSION = 1;
    private static final int SIGNED = 1 + 1 + 16 + 16 + 8;
    private static final int MAC_LENGTH = 16;
    private static final Pattern API_ADDRESS =
            Pattern.compile("/api/media/([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?:/content)?/?");
    private static final Pattern PUBLIC_ADDRESS = Pattern.compile("/media/([A-Za-z0-9_-]+)(?:/[^/?#]*)?");

    @Inject
    private Settings settings;

    @EJB
    private MediaStore store;

    @Inject
    private Clock clock;

    /**
     * An address for a provider to fetch media from within a day. Made when it is handed over, never stored.
     *
     * @throws MediaNotFoundException when this workspace has no such media
     */
    public String publicUrl(UUID workspaceId, UUID mediaId) {
        StoredMedia media = store.find(workspaceId, mediaId).orElseThrow(() -> new MediaNotFoundException(mediaId));
        return publicUrl(workspaceId, mediaId, media.fileName());
    }

    /** The same where the name is known already. */
    public String publicUrl(UUID workspaceId, UUID mediaId, String fileName) {
        return url(new MediaGrant(workspaceId, mediaId, false, clock.instant().plus(FOR_PROVIDERS)), fileName);
    }

    /** An address for a client to read media from until {@link #clientExpiry()}. */
    public String clientUrl(UUID workspaceId, UUID mediaId, String fileName) {
        return url(new MediaGrant(workspaceId, mediaId, false, clientExpiry()), fileName);
    }

    /** An address for a client to read the small picture from until {@link #clientExpiry()}. */
    public String thumbnailUrl(UUID workspaceId, UUID mediaId) {
        return url(new MediaGrant(workspaceId, mediaId, true, clientExpiry()), "thumbnail");
    }

    /**
     * Until when the links hold that clients are given now: one to two hours. It moves in whole hours, so that the same picture has the
     * same address for a while and browsers need not fetch it again.
     */
    public Instant clientExpiry() {
        return clock.instant()
                .truncatedTo(ChronoUnit.HOURS)
                .plus(Duration.ofHours(1))
                .plus(FOR_CLIENTS);
    }

    /**
     * The media that an address of ours stands for: a signed one, also when it has expired, or the one of the interface. Whether the
     * workspace has them is for the caller to find out.
     *
     * @return empty when it is not an address of ours
     */
    public Optional<UUID> idOf(String url) {
        String path = url.startsWith(settings.publicUrl() + "/")
                ? url.substring(settings.publicUrl().length())
                : url;
        Matcher api = API_ADDRESS.matcher(path);
        if (api.matches()) {
            return Optional.of(UUID.fromString(api.group(1)));
        }
        Matcher signed = PUBLIC_ADDRESS.matcher(path);
        return signed.matches()
                ? open(signed.group(1)).filter(grant -> !grant.thumbnail()).map(MediaGrant::mediaId)
                : Optional.empty();
    }

    /**
     * What a token opens. Whether its time has come is for the caller to judge.
     *
     * @return empty when we have not signed it
     */
    public Optional<MediaGrant> open(String token) {
        byte[] bytes = decoded(token);
        if (bytes.length != SIGNED + MAC_LENGTH || bytes[0] != VERSION) {
            return Optional.empty();
        }
        byte[] claims = Arrays.copyOf(bytes, SIGNED);
        byte[] mac = Arrays.copyOfRange(bytes, SIGNED, bytes.length);
        return MessageDigest.isEqual(mac, mac(claims)) ? Optional.of(grant(ByteBuffer.wrap(claims))) : Optional.empty();
    }

    private static MediaGrant grant(ByteBuffer claims) {
        claims.get();
        boolean thumbnail = claims.get() == 1;
        UUID workspaceId = new UUID(claims.getLong(), claims.getLong());
        UUID mediaId = new UUID(claims.getLong(), claims.getLong());
        return new MediaGrant(workspaceId, mediaId, thumbnail, Instant.ofEpochSecond(claims.getLong()));
    }

    private String url(MediaGrant grant, String fileName) {
        byte[] claims = ByteBuffer.allocate(SIGNED)
                .put(VERSION)
                .put((byte) (grant.thumbnail() ? 1 : 0))
                .putLong(grant.workspaceId().getMostSignificantBits())
                .putLong(grant.workspaceId().getLeastSignificantBits())
                .putLong(grant.mediaId().getMostSignificantBits())
                .putLong(grant.mediaId().getLeastSignificantBits())
                .putLong(grant.expiresAt().getEpochSecond())
                .array();
        byte[] token = ByteBuffer.allocate(SIGNED + MAC_LENGTH)
                .put(claims)
                .put(mac(claims))
                .array();
        return settings.publicUrl() + "/media/" + written(token) + "/" + inPath(fileName);
    }

    private static String written(byte[] token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** For the eye only, and so that phones see an ending; the real name goes into a header. */
    private static String inPath(String fileName) {
        String ascii = Normalizer.normalize(fileName, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9._-]+", "-");
        return ascii.replaceAll("^[.-]+", "").isEmpty() ? "file" : ascii;
    }

    /** Only the one spelling that we write: the last character of a token has bits that a decoder passes over. */
    private static byte[] decoded(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            return written(bytes).equals(token) ? bytes : new byte[0];
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private byte[] mac(byte[] claims) {
        byte[] key = hmac(
                settings.jwtSecret().getBytes(StandardCharsets.UTF_8),
                "fractal.media.links".getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(hmac(key, claims), MAC_LENGTH);
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
