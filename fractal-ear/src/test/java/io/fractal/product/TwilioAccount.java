package io.fractal.product;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The account at Twilio that a running Fractal uses.
 *
 * @param sid the account SID
 * @param authToken what signs its webhooks and opens its API
 * @param smsNumber the number that SMS go out from and come in to
 * @param whatsAppNumber the WhatsApp sender, without a prefix
 */
public record TwilioAccount(String sid, String authToken, String smsNumber, String whatsAppNumber) {

    /** The client that opens this account's REST API with its credentials. */
    public FractalClient client(FractalClient http) {
        byte[] credentials = (sid + ":" + authToken).getBytes(StandardCharsets.UTF_8);
        return http.with("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    /** The account that the sandbox plays when {@code WEBHOOK_SIGNING_SECRET} is this. */
    public static TwilioAccount ofSandbox(String webhookSigningSecret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(webhookSigningSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] hash = mac.doFinal("twilio-sandbox".getBytes(StandardCharsets.UTF_8));
            return new TwilioAccount(
                    "ACfac7a100000000000000000000000001",
                    HexFormat.of().formatHex(hash).substring(0, 32),
                    "+4915799900001",
                    "+4915799900002");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HmacSHA256", impossible);
        }
    }
}
