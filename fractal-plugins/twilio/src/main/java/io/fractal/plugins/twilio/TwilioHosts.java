package io.fractal.plugins.twilio;

import java.net.URI;
import java.net.URL;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Twilio's hosts are for an account. The SDK names them itself, {@code https://content.twilio.com/v1/…}; the account's base
 * address takes their place:
 *
 * <ul>
 *   <li>a base at Twilio ({@code https://api.twilio.com}, {@code https://api.dublin.ie1.twilio.com}) has the others beside it, under
 *       the same name but for the first word;
 *   <li>any other base stands for {@code api.} itself and has the others below it, {@code {base}/content/v1/…}.
 * </ul>
 */
final class TwilioHosts {

    private static final Pattern HOST = Pattern.compile("([a-z]+)\\.twilio\\.com");
    private static final Pattern API_AT_TWILIO = Pattern.compile("api(\\.([a-z0-9-]+\\.)*twilio\\.com)");
    private static final String API = "api";

    private final URI base;

    /** @param base the address of the core API, without a trailing slash */
    TwilioHosts(URI base) {
        this.base = base;
    }

    /**
     * The address to call in place of the one that the SDK names.
     *
     * @throws IllegalStateException when that is not one of Twilio's: credentials go nowhere else
     */
    URI address(URL named) {
        Matcher host = HOST.matcher(named.getHost());
        if (!host.matches()) {
            throw new IllegalStateException(
                    "The Twilio SDK wants to call " + named.getHost() + ", which is not Twilio's");
        }
        return URI.create(root(host.group(1)) + named.getFile());
    }

    private String root(String product) {
        Matcher atTwilio = API_AT_TWILIO.matcher(base.getHost());
        if (product.equals(API)) {
            return base.toString();
        }
        return atTwilio.matches() ? base.getScheme() + "://" + product + atTwilio.group(1) : base + "/" + product;
    }
}
