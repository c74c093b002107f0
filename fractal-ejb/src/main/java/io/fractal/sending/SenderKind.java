package io.fractal.sending;

import io.fractal.channels.PhoneNumbers;
import io.fractal.conversations.MessageRoute;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What a sender is, as far as its pace depends on it. The names are those of {@link io.fractal.spi.ProviderSender.Kind}. The defaults are
 * Twilio's own ("Understanding Twilio Rate Limits and Message Queues"); what a provider has granted beyond them is for the settings.
 */
public enum SenderKind {
    LONG_CODE(1),
    TOLL_FREE(3),
    SHORT_CODE(100),
    ALPHANUMERIC(10),
    WHATSAPP(80),
    MESSENGER(10),
    RCS(10),
    POOL(10);

    private static final Pattern CODE = Pattern.compile("[0-9]{3,8}");

    private final BigDecimal standardRate;

    SenderKind(int standardRate) {
        this.standardRate = BigDecimal.valueOf(standardRate);
    }

    /** How many messages a second it may send unless the settings say otherwise. */
    public BigDecimal standardRate() {
        return standardRate;
    }

    /** What the sender of a message is, judged by its channel and its address. */
    static SenderKind of(MessageRoute route) {
        if (route.senderId() == null) {
            return POOL;
        }
        return switch (route.channel()) {
            case WHATSAPP -> WHATSAPP;
            case MESSENGER -> MESSENGER;
            case RCS -> RCS;
            default -> byAddress(route.from());
        };
    }

    private static SenderKind byAddress(String address) {
        if (CODE.matcher(address).matches()) {
            return SHORT_CODE;
        }
        if (!address.startsWith("+")) {
            return ALPHANUMERIC;
        }
        return PhoneNumbers.isTollFree(address) ? TOLL_FREE : LONG_CODE;
    }
}
