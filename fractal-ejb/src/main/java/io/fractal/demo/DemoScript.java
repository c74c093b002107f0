package io.fractal.demo;

import io.fractal.conversations.MessageDirection;
import io.fractal.spi.ChannelType;
import io.fractal.spi.DeliveryStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the demo conversations from {@code conversations.txt}, whose head explains its form. */
final class DemoScript {

    private static final String RESOURCE = "conversations.txt";
    private static final Pattern PERSON = Pattern.compile("@ (\\+\\d+) \\| (.+?) \\| (\\S+) \\|(.*)");
    private static final Pattern INBOUND = Pattern.compile(">(\\*?) (\\w+) (\\w+) \\| (.+)");
    private static final Pattern OUTBOUND = Pattern.compile("< (\\w+) (\\w+) (\\w+)(?::(\\d+))? \\| (.+)");

    private final List<DemoPerson> people = new ArrayList<>();

    private DemoScript() {}

    /** The people in the order of the script. */
    static List<DemoPerson> read() {
        try (InputStream stream = DemoScript.class.getResourceAsStream(RESOURCE)) {
            DemoScript script = new DemoScript();
            new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(script::take);
            return List.copyOf(script.people);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void take(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        Matcher person = PERSON.matcher(line);
        if (person.matches()) {
            people.add(new DemoPerson(
                    person.group(1), person.group(2), person.group(3), tags(person.group(4)), List.of()));
        } else {
            add(message(line));
        }
    }

    private void add(DemoMessage message) {
        DemoPerson person = people.remove(people.size() - 1);
        List<DemoMessage> messages = new ArrayList<>(person.messages());
        messages.add(message);
        people.add(new DemoPerson(person.number(), person.name(), person.locale(), person.tags(), messages));
    }

    private static DemoMessage message(String line) {
        Matcher inbound = INBOUND.matcher(line);
        if (inbound.matches()) {
            return new DemoMessage(
                    MessageDirection.INBOUND,
                    ChannelType.valueOf(inbound.group(2)),
                    age(inbound.group(3)),
                    !inbound.group(1).isEmpty(),
                    DeliveryStatus.RECEIVED,
                    Optional.empty(),
                    inbound.group(4));
        }
        Matcher outbound = OUTBOUND.matcher(line);
        if (!outbound.matches()) {
            throw new IllegalArgumentException("Not a line of a demo conversation: " + line);
        }
        return new DemoMessage(
                MessageDirection.OUTBOUND,
                ChannelType.valueOf(outbound.group(1)),
                age(outbound.group(2)),
                false,
                DeliveryStatus.valueOf(outbound.group(3).toUpperCase(Locale.ROOT)),
                Optional.ofNullable(outbound.group(4)),
                outbound.group(5));
    }

    private static List<String> tags(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    /** {@code 2d3h}, {@code 17m}: days as such, the rest as ISO 8601 writes it. */
    private static Duration age(String text) {
        int days = text.indexOf('d');
        Duration whole = days < 0 ? Duration.ZERO : Duration.ofDays(Long.parseLong(text.substring(0, days)));
        String rest = text.substring(days + 1);
        return rest.isEmpty() ? whole : whole.plus(Duration.parse("PT" + rest.toUpperCase(Locale.ROOT)));
    }
}
