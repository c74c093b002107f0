package io.fractal.plugins.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import io.fractal.spi.ChannelType;
import io.fractal.spi.ProviderSender;
import io.fractal.spi.ProviderSender.Kind;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads Twilio's numbers, short codes and channel senders. */
final class SenderReader {

    /** The toll-free codes of the North American Numbering Plan; Twilio carries messages from no others. */
    private static final Pattern TOLL_FREE = Pattern.compile("\\+1(800|833|844|855|866|877|888)\\d{7}");

    private final Pools pools;
    private final Map<String, JsonNode> verifications;

    /** @param verifications toll-free verifications by the number's SID */
    SenderReader(Pools pools, Map<String, JsonNode> verifications) {
        this.pools = pools;
        this.verifications = verifications;
    }

    /** A number; empty when it carries no messages. */
    Optional<ProviderSender> number(JsonNode number) {
        Set<ChannelType> channels = channels(number.path("capabilities"));
        if (channels.isEmpty()) {
            return Optional.empty();
        }
        String sid = Json.textOrEmpty(number, "sid");
        String address = Json.textOrEmpty(number, "phone_number");
        boolean tollFree = TOLL_FREE.matcher(address).matches();
        Optional<JsonNode> verification = Optional.ofNullable(tollFree ? verifications.get(sid) : null);
        Map<String, String> details = new LinkedHashMap<>();
        Json.text(number, "status").ifPresent(word -> details.put("status", word));
        Json.text(number, "sms_application_sid").ifPresent(application -> details.put("application", application));
        verification
                .flatMap(found -> Json.text(found, "rejection_reason"))
                .ifPresent(reason -> details.put("rejectionReason", reason));
        return Optional.of(new ProviderSender(
                sid,
                tollFree ? Kind.TOLL_FREE : Kind.LONG_CODE,
                address,
                Json.text(number, "friendly_name").orElse(address),
                pools.countryOf(sid),
                channels,
                pools.of(sid),
                verification.flatMap(found -> Json.text(found, "status")),
                // an application outweighs the address
                Json.text(number, "sms_url").filter(url -> !details.containsKey("application")),
                details));
    }

    ProviderSender shortCode(JsonNode code) {
        String sid = Json.textOrEmpty(code, "sid");
        String address = Json.textOrEmpty(code, "short_code");
        return new ProviderSender(
                sid,
                Kind.SHORT_CODE,
                address,
                Json.text(code, "friendly_name").orElse(address),
                pools.countryOf(sid),
                Set.of(ChannelType.SMS, ChannelType.MMS),
                pools.of(sid),
                Optional.empty(),
                Json.text(code, "sms_url"),
                Map.of());
    }

    /** A sender of WhatsApp or RCS. */
    ProviderSender channelSender(JsonNode sender) {
        String sid = Json.textOrEmpty(sender, "sid");
        ChannelAddress address = ChannelAddress.parse(Json.textOrEmpty(sender, "sender_id"));
        boolean rcs = address.channel() == ChannelType.RCS;
        Map<String, String> details = new LinkedHashMap<>();
        Json.text(sender.path("properties"), "quality_rating").ifPresent(word -> details.put("quality", word));
        Json.text(sender.path("properties"), "messaging_limit").ifPresent(word -> details.put("messagingLimit", word));
        Json.text(sender.path("configuration"), "waba_id").ifPresent(id -> details.put("businessAccount", id));
        Json.text(sender.path("webhook"), "status_callback_url").ifPresent(url -> details.put("statusUrl", url));
        offlineReasons(sender).ifPresent(words -> details.put("offlineReasons", words));
        return new ProviderSender(
                sid,
                rcs ? Kind.RCS : Kind.WHATSAPP,
                address.address(),
                Json.text(sender.path("profile"), "name").orElse(address.address()),
                pools.countryOf(sid),
                Set.of(rcs ? ChannelType.RCS : ChannelType.WHATSAPP),
                pools.of(sid),
                Json.text(sender, "status"),
                Json.text(sender.path("webhook"), "callback_url"),
                details);
    }

    private static Optional<String> offlineReasons(JsonNode sender) {
        String words = sender.path("offline_reasons").findValuesAsText("message").stream()
                .filter(word -> !word.isBlank())
                .collect(Collectors.joining("; "));
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    /** Twilio writes the names in lower case here and in upper case there. */
    private static Set<ChannelType> channels(JsonNode capabilities) {
        Set<ChannelType> channels = EnumSet.noneOf(ChannelType.class);
        capabilities.properties().forEach(member -> {
            if (member.getValue().asBoolean()) {
                switch (member.getKey().toLowerCase(Locale.ROOT)) {
                    case "sms" -> channels.add(ChannelType.SMS);
                    case "mms" -> channels.add(ChannelType.MMS);
                    default -> {}
                }
            }
        });
        return channels;
    }
}
