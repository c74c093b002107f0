package io.fractal.plugins.twilio.sandbox.rest;

import io.fractal.plugins.twilio.sandbox.state.BehaviourSwitch;
import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import io.fractal.spi.RawWebhook;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/** What opens the account, as HTTP Basic: its SID and its token, or an API key and its secret. */
final class Credentials {

    private final BehaviourSwitch behaviour;
    private final byte[] token;
    private final Optional<byte[]> key;

    Credentials(SandboxAccount account, BehaviourSwitch behaviour) {
        this.behaviour = behaviour;
        this.token = bytes(account.sid(), account.authToken());
        this.key = account.apiKey().flatMap(sid -> account.apiKeySecret().map(secret -> bytes(sid, secret)));
    }

    private static byte[] bytes(String user, String password) {
        return (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    }

    boolean admit(RawWebhook request) {
        String header = request.header("Authorization").orElse("");
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return false;
        }
        byte[] given = decoded(header.substring(6));
        return MessageDigest.isEqual(given, token) && !behaviour.current().refuseAuthToken()
                || key.filter(pair -> MessageDigest.isEqual(given, pair)).isPresent();
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }
}
