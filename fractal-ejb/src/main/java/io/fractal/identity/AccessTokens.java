package io.fractal.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.fractal.configuration.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/**
 * Signed tokens (JWT, HS256 under {@code JWT_SECRET}) that stand for a session: short-lived ones for access, and those with which new
 * ones are fetched. They prove nothing by themselves: the session they name is looked up at each use. Safe for use from several threads.
 */
@ApplicationScoped
public class AccessTokens {

    /** How long an access token is good for. */
    static final Duration LIFE = Duration.ofMinutes(15);

    /** RFC 9068; keeps the two kinds apart. */
    private static final JOSEObjectType ACCESS = new JOSEObjectType("at+jwt");

    private static final JOSEObjectType REFRESH = new JOSEObjectType("rt+jwt");
    private static final String SESSION = "sid";
    private static final String COUNT = "n";
    private static final String ISSUER = "fractal";

    @Inject
    private Settings settings;

    @Inject
    private Clock clock;

    /**
     * What a refresh token says.
     *
     * @param sessionId whose tokens it renews
     * @param count how often they had been renewed when it was made
     */
    record Refresh(UUID sessionId, int count) {}

    /** An access token and the token that fetches the next one. */
    AccessGrant grant(Caller caller, int count) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder access = claims(caller.sessionId(), now)
                .subject(caller.userId().toString())
                .expirationTime(Date.from(now.plus(LIFE)));
        JWTClaimsSet.Builder refresh = claims(caller.sessionId(), now).claim(COUNT, count);
        return new AccessGrant(signed(ACCESS, access.build()), LIFE, signed(REFRESH, refresh.build()), caller);
    }

    /** The session that an access token stands for; empty when the token is not ours, or too old. */
    Optional<UUID> session(String token) {
        return verified(ACCESS, token)
                .filter(claims -> claims.getExpirationTime() != null
                        && clock.instant().isBefore(claims.getExpirationTime().toInstant()))
                .flatMap(AccessTokens::sessionId);
    }

    /** What a refresh token says; empty when it is not ours. */
    Optional<Refresh> refresh(String token) {
        return verified(REFRESH, token)
                .flatMap(claims -> sessionId(claims).flatMap(id -> count(claims).map(count -> new Refresh(id, count))));
    }

    private static JWTClaimsSet.Builder claims(UUID sessionId, Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .issueTime(Date.from(now))
                .claim(SESSION, sessionId.toString());
    }

    private String signed(JOSEObjectType type, JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).type(type).build(), claims);
        try {
            token.sign(new MACSigner(secret()));
        } catch (JOSEException e) {
            throw new IllegalStateException("A secret of at least 32 bytes signs with HS256", e);
        }
        return token.serialize();
    }

    private Optional<JWTClaimsSet> verified(JOSEObjectType type, String text) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            JWSHeader header = token.getHeader();
            boolean ours = JWSAlgorithm.HS256.equals(header.getAlgorithm())
                    && type.equals(header.getType())
                    && token.verify(new MACVerifier(secret()))
                    && ISSUER.equals(token.getJWTClaimsSet().getIssuer());
            return ours ? Optional.of(token.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException notOne) {
            return Optional.empty();
        }
    }

    private static Optional<UUID> sessionId(JWTClaimsSet claims) {
        try {
            return Optional.ofNullable(claims.getStringClaim(SESSION)).map(UUID::fromString);
        } catch (ParseException | IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> count(JWTClaimsSet claims) {
        try {
            return Optional.ofNullable(claims.getIntegerClaim(COUNT));
        } catch (ParseException notOne) {
            return Optional.empty();
        }
    }

    private byte[] secret() {
        return settings.jwtSecret().getBytes(StandardCharsets.UTF_8);
    }
}
