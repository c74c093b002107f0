package io.fractal.plugins.twilio;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Locale;
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
 *
 * What stands below the base already, as the address of a next page can, is called as it is.
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
        if (named.toString().startsWith(base + "/")) {
            return URI.create(named.toString());
        }
        Matcher host = HOST.matcher(named.getHost());
        if (!host.matches()) {
            throw new IllegalStateException(
                    "The Twilio SDK wants to call " + named.getHost() + ", which is not Twilio's");
        }
        return URI.create(root(host.group(1)) + named.getFile());
    }

    /** An address as a webhook names it, at the account's own base when it is one of Twilio's. */
    URI address(URI named) {
        boolean atTwilio =
                named.getHost() != null && HOST.matcher(named.getHost()).matches();
        try {
            return atTwilio ? address(named.toURL()) : named;
        } catch (MalformedURLException noWebAddress) {
            return named;
        }
    }

    /** Whether an address is one of Twilio's for this account, so that the account's credentials may be shown there. */
    boolean isTwilio(URI address) {
        if (address.toString().startsWith(base + "/")) {
            return true;
        }
        Matcher atTwilio = API_AT_TWILIO.matcher(base.getHost());
        return atTwilio.matches()
                && "https".equalsIgnoreCase(address.getScheme())
                && address.getPort() == base.getPort()
                && address.getHost().toLowerCase(Locale.ROOT).matches("[a-z]+" + Pattern.quote(atTwilio.group(1)));
    }

    private String root(String product) {
        Matcher atTwilio = API_AT_TWILIO.matcher(base.getHost());
        if (product.equals(API)) {
            return base.toString();
        }
        return atTwilio.matches() ? base.getScheme() + "://" + product + atTwilio.group(1) : base + "/" + product;
    }
}
