package io.fractal.templates;

import io.fractal.database.Json;
import io.fractal.spi.ChannelType;
import io.fractal.spi.ProviderTemplate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which channels can show a template (Twilio, Content types overview, "channel support"). */
final class TemplateChannels {

    private static final Set<ChannelType> EVERYWHERE =
            EnumSet.of(ChannelType.SMS, ChannelType.WHATSAPP, ChannelType.RCS, ChannelType.MESSENGER);

    private static final Map<String, Set<ChannelType>> BY_TYPE = Map.of(
            "twilio/text", EVERYWHERE,
            "twilio/media", EVERYWHERE,
            "twilio/quick-reply", EnumSet.of(ChannelType.WHATSAPP, ChannelType.RCS, ChannelType.MESSENGER),
            "twilio/call-to-action", EnumSet.of(ChannelType.WHATSAPP, ChannelType.RCS, ChannelType.MESSENGER),
            "twilio/card", EnumSet.of(ChannelType.WHATSAPP, ChannelType.RCS, ChannelType.MESSENGER),
            "twilio/carousel", EnumSet.of(ChannelType.WHATSAPP, ChannelType.RCS),
            "twilio/location", EnumSet.of(ChannelType.WHATSAPP, ChannelType.RCS, ChannelType.MESSENGER));

    private static final Set<ChannelType> OTHERS = EnumSet.of(ChannelType.WHATSAPP);

    private TemplateChannels() {}

    /** A template may be written in several types, of which the provider sends what a channel can show. */
    static Set<ChannelType> of(ProviderTemplate template) {
        Set<String> types = new TreeSet<>(Set.of(template.content().type()));
        if (Json.read(template.rawJson()).get("types") instanceof Map<?, ?> written) {
            written.keySet().forEach(type -> types.add(String.valueOf(type)));
        }
        Set<ChannelType> channels = EnumSet.noneOf(ChannelType.class);
        types.forEach(type -> channels.addAll(BY_TYPE.getOrDefault(type, OTHERS)));
        return channels;
    }
}
