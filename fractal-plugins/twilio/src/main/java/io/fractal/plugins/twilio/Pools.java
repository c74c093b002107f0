package io.fractal.plugins.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import io.fractal.spi.ChannelType;
import io.fractal.spi.ProviderSender;
import io.fractal.spi.ProviderSender.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Twilio's messaging services: which there are, and who is in which. */
final class Pools {

    private final List<ProviderSender> pools = new ArrayList<>();
    private final Map<String, Alphanumeric> alphanumerics = new LinkedHashMap<>();
    private final Map<String, Set<String>> poolsByMember = new HashMap<>();
    private final Map<String, String> countryByMember = new HashMap<>();

    /** A name that is in one or more pools; it exists nowhere else. */
    private record Alphanumeric(String id, Set<String> pools) {}

    /** Takes in one messaging service with its members. */
    void add(
            JsonNode service,
            List<JsonNode> numbers,
            List<JsonNode> shortCodes,
            List<JsonNode> names,
            List<JsonNode> channelSenders) {
        String pool = Json.textOrEmpty(service, "sid");
        Set<ChannelType> channels = EnumSet.noneOf(ChannelType.class);
        for (JsonNode member : concat(numbers, shortCodes)) {
            join(pool, member);
            channels.addAll(Set.of(ChannelType.SMS, ChannelType.MMS));
        }
        for (JsonNode member : names) {
            alphanumerics
                    .computeIfAbsent(
                            Json.textOrEmpty(member, "alpha_sender"),
                            name -> new Alphanumeric(Json.textOrEmpty(member, "sid"), new LinkedHashSet<>()))
                    .pools()
                    .add(pool);
            channels.add(ChannelType.SMS);
        }
        for (JsonNode member : channelSenders) {
            join(pool, member);
            channels.add(
                    ChannelAddress.parse(Json.textOrEmpty(member, "sender")).channel());
        }
        int members = numbers.size() + shortCodes.size() + names.size() + channelSenders.size();
        pools.add(pool(service, channels, members));
    }

    /** The pools a number, short code or channel sender is in. */
    List<String> of(String memberSid) {
        return List.copyOf(poolsByMember.getOrDefault(memberSid, Set.of()));
    }

    /** The country of a number that is in a pool; nothing else at Twilio states it. */
    Optional<String> countryOf(String memberSid) {
        return Optional.ofNullable(countryByMember.get(memberSid));
    }

    /** The pools themselves, and the names that are in them. */
    List<ProviderSender> senders() {
        List<ProviderSender> senders = new ArrayList<>(pools);
        alphanumerics.forEach((name, sender) -> senders.add(new ProviderSender(
                sender.id(),
                Kind.ALPHANUMERIC,
                name,
                name,
                Optional.empty(),
                Set.of(ChannelType.SMS),
                List.copyOf(sender.pools()),
                Optional.empty(),
                Optional.empty(),
                Map.of())));
        return senders;
    }

    private static ProviderSender pool(JsonNode service, Set<ChannelType> channels, int members) {
        String sid = Json.textOrEmpty(service, "sid");
        Map<String, String> details = new LinkedHashMap<>();
        details.put("members", Integer.toString(members));
        Json.text(service, "usecase").ifPresent(word -> details.put("usecase", word));
        Json.text(service, "status_callback").ifPresent(url -> details.put("statusUrl", url));
        Json.text(service, "us_app_to_person_registered").ifPresent(flag -> details.put("registeredInUsa", flag));
        Json.text(service, "use_inbound_webhook_on_number")
                .ifPresent(flag -> details.put("inboundLeftToNumbers", flag));
        return new ProviderSender(
                sid,
                Kind.POOL,
                sid,
                Json.text(service, "friendly_name").orElse(sid),
                Optional.empty(),
                channels.isEmpty() ? Set.of(ChannelType.SMS) : channels,
                List.of(),
                Optional.empty(),
                Json.text(service, "inbound_request_url"),
                details);
    }

    private void join(String pool, JsonNode member) {
        String sid = Json.textOrEmpty(member, "sid");
        poolsByMember.computeIfAbsent(sid, absent -> new LinkedHashSet<>()).add(pool);
        Json.text(member, "country_code").ifPresent(country -> countryByMember.put(sid, country));
    }

    private static List<JsonNode> concat(List<JsonNode> first, List<JsonNode> second) {
        List<JsonNode> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
