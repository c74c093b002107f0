package io.fractal.testing;

import io.fractal.spi.ChannelType;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.ProviderSender;
import io.fractal.spi.ProviderSender.Kind;
import io.fractal.spi.SenderDirectory;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** The senders of a provider that the test plays. */
public final class FakeSenders implements SenderDirectory {

    /** What it keeps, by id. */
    public final Map<String, ProviderSender> kept = new ConcurrentSkipListMap<>();

    /** What every call fails with, if anything. */
    public volatile ProviderFailedException failure;

    /** Keeps a sender. */
    public void put(String id, Kind kind, String address) {
        put(id, kind, address, null);
    }

    private void put(String id, Kind kind, String address, String incomingUrl) {
        kept.put(
                id,
                new ProviderSender(
                        id,
                        kind,
                        address,
                        "Name of " + address,
                        kind == Kind.SHORT_CODE ? Optional.of("US") : Optional.empty(),
                        channels(kind),
                        List.of("MG1"),
                        Optional.empty(),
                        Optional.ofNullable(incomingUrl),
                        Map.of("status", "in-use")));
    }

    private static Set<ChannelType> channels(Kind kind) {
        return switch (kind) {
            case WHATSAPP -> EnumSet.of(ChannelType.WHATSAPP);
            case MESSENGER -> EnumSet.of(ChannelType.MESSENGER);
            case RCS -> EnumSet.of(ChannelType.RCS);
            case POOL -> EnumSet.of(ChannelType.SMS, ChannelType.MMS, ChannelType.WHATSAPP);
            case ALPHANUMERIC -> EnumSet.of(ChannelType.SMS);
            case LONG_CODE, TOLL_FREE, SHORT_CODE -> EnumSet.of(ChannelType.SMS, ChannelType.MMS);
        };
    }

    @Override
    public List<ProviderSender> list() throws ProviderFailedException {
        if (failure != null) {
            throw failure;
        }
        return List.copyOf(kept.values());
    }

    @Override
    public void setWebhooks(ProviderSender sender, WebhookAddresses addresses) throws ProviderFailedException {
        if (sender.kind() == Kind.ALPHANUMERIC) {
            throw ProviderFailedException.unsupported("webhooks of this sender");
        }
        put(sender.id(), sender.kind(), sender.address(), addresses.incomingUrl());
    }
}
