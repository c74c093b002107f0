package io.fractal.plugins.twilio.sandbox.rest;

import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import io.fractal.spi.RawWebhook;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** What opens the account: its SID and its token, as HTTP Basic. */
final class Credentials {

    private final byte[] expected;

    Credentials(SandboxAccount account) {
        this.expected = (account.sid() + ":" + account.authToken()).getBytes(StandardCharsets.UTF_8);
    }

    boolean admit(RawWebhook request) {
        String header = request.header("Authorization").orElse("");
        return header.regionMatches(true, 0, "Basic ", 0, 6)
                && MessageDigest.isEqual(decoded(header.substring(6)), expected);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }
}
