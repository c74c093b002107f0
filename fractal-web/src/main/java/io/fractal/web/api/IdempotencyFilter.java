package io.fractal.web.api;

import io.fractal.configuration.Settings;
import io.fractal.idempotency.Claim;
import io.fractal.idempotency.IdempotencyKeys;
import io.fractal.idempotency.KeptAnswer;
import io.fractal.idempotency.RequestKey;
import io.fractal.identity.Caller;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.notation.JsonEncoder;
import io.fractal.web.security.CurrentCaller;
import jakarta.annotation.Priority;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Does requests with an {@code Idempotency-Key} once. The key is claimed in a transaction of its own before the work; whoever comes
 * with the same key meanwhile waits a few seconds for the answer of the first. Answers of the server's own failures, and those that
 * ask to try again, are not kept.
 */
@Provider
@Idempotent
@Priority(Priorities.USER)
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {

    /** The header with the caller's own key. */
    static final String KEY = "Idempotency-Key";

    private static final String REPLAYED = "Idempotent-Replayed";
    private static final String CLAIM = "io.fractal.idempotency.claim";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** What forms may have around a file. */
    private static final long MULTIPART = 1024 * 1024;

    private static final long FIRST_PAUSE_MILLIS = 25;
    private static final long LONGEST_PAUSE_MILLIS = 400;
    private static final Set<Integer> TRY_AGAIN = Set.of(408, 425, 429);

    @Context
    ResourceInfo resource;

    @EJB
    IdempotencyKeys keys;

    @Inject
    CurrentCaller current;

    @Inject
    JsonEncoder json;

    @Inject
    Settings settings;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        String value = request.getHeaderString(KEY);
        if (value == null) {
            return;
        }
        if (!value.matches("[\\x21-\\x7e]([\\x20-\\x7e]{0,253}[\\x21-\\x7e])?")) {
            throw HttpProblem.badParameter(KEY, "must have 1 to 255 printable ASCII characters");
        }
        RequestKey key = key(request, value);
        byte[] fingerprint = Fingerprint.of(request, mostBytes());
        Idempotent how = resource.getResourceMethod().getAnnotation(Idempotent.class);
        Claim claim = settled(key, fingerprint, how != null && how.recognisesRepeats());
        switch (claim.state()) {
            case FIRST ->
                request.setProperty(CLAIM, new Claimed(key, claim.claimId(), how != null && how.answersSecret()));
            case ANSWERED -> request.abortWith(again(claim.answer()));
            case REUSED ->
                throw conflict("IDEMPOTENCY_KEY_REUSED", "This Idempotency-Key was used before for another request.");
            case ERASED ->
                throw conflict(
                        "IDEMPOTENCY_KEY_ANSWER_ERASED",
                        "The first request with this Idempotency-Key was done; what was answered to it is not kept, or no longer.");
            case UNKNOWN ->
                throw conflict(
                        "IDEMPOTENCY_KEY_OUTCOME_UNKNOWN",
                        "The first request with this Idempotency-Key was cut off, and it is not known whether it was done. Look, then use a new key.");
            case RUNNING -> throw inUse();
        }
    }

    /** The most bytes that any body may have; what may have fewer is refused by whoever reads it. */
    private long mostBytes() {
        long upload = settings.mediaMaxBytes() + MULTIPART;
        return Math.max(Math.max(BulkBody.MOST_BYTES, CsvSource.MAX_BODY), upload);
    }

    private RequestKey key(ContainerRequestContext request, String value) {
        Caller caller = current.get();
        UUID who = Objects.requireNonNullElse(caller.userId(), caller.apiKeyId());
        return new RequestKey(
                caller.workspaceId(),
                who,
                request.getMethod(),
                request.getUriInfo().getPath(),
                value);
    }

    /** The claim, after waiting a while for another that is being worked on. */
    private Claim settled(RequestKey key, byte[] fingerprint, boolean repeatable) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        Claim claim = keys.claim(key, fingerprint, repeatable);
        while (claim.state() == Claim.State.RUNNING && System.nanoTime() < end && paused(pause)) {
            claim = keys.claim(key, fingerprint, repeatable);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
        return claim;
    }

    private static boolean paused(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static HttpProblem conflict(String code, String message) {
        return HttpProblem.of(409, code, message);
    }

    private static HttpProblem inUse() {
        return conflict(
                        "IDEMPOTENCY_KEY_IN_USE",
                        "The first request with this Idempotency-Key is still being worked on.")
                .retryIn(Duration.ofSeconds(1));
    }

    private static Response again(KeptAnswer answer) {
        Response.ResponseBuilder again = Response.status(answer.status()).header(REPLAYED, "true");
        Optional.ofNullable(answer.location()).ifPresent(location -> again.header(HttpHeaders.LOCATION, location));
        if (answer.body() != null) {
            again.entity(answer.body()).type(answer.contentType());
        }
        return again.build();
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) throws IOException {
        Fingerprint.release(request);
        if (!(request.getProperty(CLAIM) instanceof Claimed claimed)) {
            return;
        }
        request.removeProperty(CLAIM);
        if (response.getStatus() >= 500 || TRY_AGAIN.contains(response.getStatus())) {
            keys.release(claimed.key(), claimed.claimId());
            return;
        }
        boolean secret = claimed.secret() && response.getStatus() < 300;
        byte[] body = secret ? null : body(response.getEntity());
        String type = response.getEntity() == null
                ? null
                : Objects.toString(response.getMediaType(), MediaType.APPLICATION_JSON);
        keys.complete(
                claimed.key(),
                claimed.claimId(),
                new KeptAnswer(response.getStatus(), response.getHeaderString(HttpHeaders.LOCATION), type, body));
    }

    private byte[] body(Object entity) {
        if (entity == null) {
            return null;
        }
        if (entity instanceof Record answer) {
            return json.bytes(answer);
        }
        throw new IllegalStateException("An @Idempotent method answers with a record, not with " + entity.getClass());
    }

    private record Claimed(RequestKey key, UUID claimId, boolean secret) {}
}
