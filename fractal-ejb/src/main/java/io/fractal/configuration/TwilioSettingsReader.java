package io.fractal.configuration;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Reads the Twilio account, real or the sandbox's, and decides which of the two it is. */
final class TwilioSettingsReader {

    /** The sandbox's account: recognisable, and never one of Twilio's. */
    private static final String SANDBOX_ACCOUNT = "ACfac7a100000000000000000000000001";

    private static final String SANDBOX_SMS = "+4915799900001";
    private static final String SANDBOX_WHATSAPP = "+4915799900002";
    private static final int TOKEN_LENGTH = 32;

    private static final String API_KEY = "TWILIO_API_KEY";
    private static final String API_KEY_SECRET = "TWILIO_API_KEY_SECRET";
    private static final String OTHER_API_KEY_SECRET = "TWILIO_API_SECRET";

    private static final Pattern ACCOUNT = Pattern.compile("AC[0-9a-fA-F]{32}");
    private static final Pattern KEY = Pattern.compile("SK[0-9a-fA-F]{32}");
    private static final Pattern SERVICE = Pattern.compile("MG[0-9a-fA-F]{32}");
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{6,14}");

    private final SettingsReader settings;

    TwilioSettingsReader(SettingsReader settings) {
        this.settings = settings;
    }

    /** Whether the sandbox stands in for Twilio. Notes contradictions. */
    boolean sandboxOn() {
        String mode = settings.get("FRACTAL_SANDBOX").orElse("auto");
        if (!List.of("auto", "on", "off").contains(mode)) {
            settings.problem("FRACTAL_SANDBOX is wrong: it must be auto, on or off.");
        }
        boolean credentials =
                settings.first("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN").isPresent();
        if (mode.equals("on") && credentials) {
            settings.problem("FRACTAL_SANDBOX is on although TWILIO_ACCOUNT_SID or TWILIO_AUTH_TOKEN is set:"
                    + " unset those two to use the sandbox, or set FRACTAL_SANDBOX to off to use Twilio.");
        }
        return mode.equals("on") || !mode.equals("off") && !credentials;
    }

    /** The operator's own account. */
    TwilioSettings real() {
        checkApiKey();
        return new TwilioSettings(
                required(
                        "TWILIO_ACCOUNT_SID",
                        ACCOUNT,
                        "the account SID from Twilio's console, AC and 32 hexadecimal digits; an API key, SK…, belongs into TWILIO_API_KEY"),
                required("TWILIO_AUTH_TOKEN", Pattern.compile("\\S{8,}"), "the auth token from Twilio's console"),
                apiKey(),
                apiKeySecret(),
                number("TWILIO_PHONE_NUMBER", "TWILIO_FROM_NUMBER"),
                number("TWILIO_WHATSAPP_NUMBER", "TWILIO_WHATSAPP_FROM"),
                messagingService(),
                apiBaseUrl());
    }

    /**
     * The sandbox's account, with the operator's API key and messaging service if they are set, as real accounts have them.
     *
     * @param secret what its token is derived from, so that it is the same after a restart and on every node
     * @param localUrl this node's own address
     */
    TwilioSettings sandbox(String secret, String localUrl) {
        checkApiKey();
        return new TwilioSettings(
                SANDBOX_ACCOUNT,
                token(secret),
                apiKey(),
                apiKeySecret(),
                Optional.of(SANDBOX_SMS),
                Optional.of(SANDBOX_WHATSAPP),
                messagingService(),
                apiBaseUrl().or(() -> Optional.of(localUrl + "/sandbox/twilio")));
    }

    /** A key paired with the account's token is refused by Twilio without a reason, and found much later. */
    private void checkApiKey() {
        Optional<String> secret = apiKeySecret();
        if (settings.get(API_KEY).isPresent() != secret.isPresent()) {
            settings.problem(
                    "TWILIO_API_KEY and TWILIO_API_KEY_SECRET belong together: set both, or neither to call Twilio with"
                            + " TWILIO_AUTH_TOKEN.");
        }
        if (secret.isPresent() && secret.equals(settings.get("TWILIO_AUTH_TOKEN"))) {
            settings.problem(
                    "TWILIO_API_KEY_SECRET is the account's auth token: write the secret that Twilio showed when the API key"
                            + " was made.");
        }
    }

    private Optional<String> apiKey() {
        return settings.matching(API_KEY, KEY, "the SID of an API key, SK and 32 hexadecimal digits");
    }

    private Optional<String> messagingService() {
        return settings.matching("TWILIO_MESSAGING_SERVICE_SID", SERVICE, "MG and 32 hexadecimal digits");
    }

    private Optional<String> apiKeySecret() {
        return settings.first(API_KEY_SECRET, OTHER_API_KEY_SECRET);
    }

    private String required(String name, Pattern form, String description) {
        Optional<String> value = settings.matching(name, form, description);
        if (value.isEmpty()) {
            settings.problem(
                    name + " is not set: write " + description + ", or use the built-in sandbox by setting neither"
                            + " TWILIO_ACCOUNT_SID nor TWILIO_AUTH_TOKEN and leaving FRACTAL_SANDBOX at auto.");
        }
        return value.orElse("");
    }

    private Optional<String> number(String name, String otherName) {
        String used = settings.get(name).isPresent() ? name : otherName;
        Optional<String> number = settings.get(used).map(value -> value.replaceFirst("^whatsapp:", ""));
        if (number.isPresent() && !NUMBER.matcher(number.get()).matches()) {
            settings.problem(used + " is wrong: write a number in international form, for example +4930123456.");
        }
        return number;
    }

    private Optional<String> apiBaseUrl() {
        Optional<String> url = settings.get("TWILIO_API_BASE_URL").map(value -> value.replaceAll("/+$", ""));
        if (url.isPresent() && !SettingsReader.isWebAddress(url.get())) {
            settings.problem(
                    "TWILIO_API_BASE_URL is wrong: write an http or https address, or unset it to use Twilio itself.");
        }
        return url;
    }

    private static String token(String secret) {
        if (secret.isEmpty()) {
            return ""; // noted as a problem already
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] hash = mac.doFinal("twilio-sandbox".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, TOKEN_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
