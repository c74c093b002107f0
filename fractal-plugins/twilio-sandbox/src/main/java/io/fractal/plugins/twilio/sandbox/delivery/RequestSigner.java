package io.fractal.plugins.twilio.sandbox.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs webhooks as Twilio does ("Webhooks security"): base64 of HMAC-SHA1 over the address and the sorted parameters. On purpose not
 * shared with the adapter that verifies them: each is the other's test.
 */
final class RequestSigner {

    private final byte[] token;

    RequestSigner(String authToken) {
        this.token = authToken.getBytes(StandardCharsets.UTF_8);
    }

    String sign(String url, Map<String, String> parameters) {
        StringBuilder content = new StringBuilder(url);
        new TreeMap<>(parameters).forEach((name, value) -> content.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token, "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(content.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException("This Java has no HmacSHA1, which every Java must have", unavailable);
        }
    }
}
