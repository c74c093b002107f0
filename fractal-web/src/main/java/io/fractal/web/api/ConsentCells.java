package io.fractal.web.api;

import io.fractal.consent.ConsentState;
import io.fractal.consent.ConsentView;
import io.fractal.contacts.ImportRow.ConsentSaid;
import io.fractal.spi.ChannelType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The column of consents in CSV files: {@code SMS:GRANTED} for all of a contact's addresses on a channel, {@code
 * SMS:REVOKED:+4915799912345} for one of them, several divided by {@code |}. Addresses of which nothing is known are not named.
 */
final class ConsentCells {

    private ConsentCells() {}

    /** What a contact's cell says. */
    static String written(List<ConsentView> consents) {
        Map<String, List<ConsentView>> byChannel = new LinkedHashMap<>();
        consents.forEach(consent -> byChannel
                .computeIfAbsent(consent.channelType(), channel -> new ArrayList<>())
                .add(consent));
        List<String> entries = new ArrayList<>();
        byChannel.forEach((channel, addresses) -> entries.addAll(entries(channel, addresses)));
        return CsvCells.joined(entries);
    }

    private static List<String> entries(String channel, List<ConsentView> addresses) {
        boolean alike = addresses.stream().map(ConsentView::state).distinct().count() == 1;
        return addresses.stream()
                .filter(consent -> consent.state() != ConsentState.UNKNOWN)
                .map(consent -> channel + ":" + consent.state() + (alike ? "" : ":" + consent.address()))
                .distinct()
                .toList();
    }

    /** What a cell says; empty when it cannot be read. */
    static Optional<List<ConsentSaid>> read(String cell) {
        List<Optional<ConsentSaid>> said =
                CsvCells.split(cell).stream().map(ConsentCells::entry).toList();
        return said.stream().allMatch(Optional::isPresent)
                ? Optional.of(said.stream().flatMap(Optional::stream).toList())
                : Optional.empty();
    }

    private static Optional<ConsentSaid> entry(String text) {
        String[] parts = text.split(":", 3);
        if (parts.length < 2) {
            return Optional.empty();
        }
        String state = upper(parts[1]);
        String address = parts.length == 3 ? parts[2].strip() : null;
        boolean readable = state.equals(ConsentState.GRANTED.name()) || state.equals(ConsentState.REVOKED.name());
        return Arrays.stream(ChannelType.values())
                .filter(channel -> readable && channel.name().equals(upper(parts[0])))
                .findFirst()
                .map(channel -> new ConsentSaid(channel, state.equals(ConsentState.GRANTED.name()), address));
    }

    private static String upper(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }
}
