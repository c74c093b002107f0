package io.fractal.channels;

import io.fractal.spi.ChannelType;
import io.fractal.spi.ProviderSender.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a sender is, where no provider has told yet. */
final class SenderKinds {

    private static final Pattern CODE = Pattern.compile("[0-9]{3,8}");

    private SenderKinds() {}

    /** What the provider says, or else what channel and address tell. */
    static Kind of(String stated, ChannelType channel, String address) {
        if (stated != null) {
            return Kind.valueOf(stated);
        }
        return switch (channel) {
            case WHATSAPP -> Kind.WHATSAPP;
            case MESSENGER -> Kind.MESSENGER;
            case RCS -> Kind.RCS;
            default -> byAddress(address);
        };
    }

    private static Kind byAddress(String address) {
        if (CODE.matcher(address).matches()) {
            return Kind.SHORT_CODE;
        }
        if (!address.startsWith("+")) {
            return Kind.ALPHANUMERIC;
        }
        return PhoneNumbers.isTollFree(address) ? Kind.TOLL_FREE : Kind.LONG_CODE;
    }

    static Set<ChannelType> channels(List<String> stated, ChannelType own) {
        return stated.isEmpty()
                ? EnumSet.of(own)
                : stated.stream().map(ChannelType::valueOf).collect(Collectors.toSet());
    }
}
