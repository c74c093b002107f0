package io.fractal.contacts;

import io.fractal.spi.ChannelType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts single addresses into the place of those that a contact has. */
final class Replacements {

    private Replacements() {}

    /**
     * Every address that a contact shall have.
     *
     * @param draft what has been checked
     * @param present where the contact is reached now, the primary address first
     * @return {@code null} to leave the addresses as they are
     */
    static List<ChannelDraft> channels(ContactDraft draft, List<ChannelView> present) {
        if (draft.inPlace().isEmpty()) {
            return draft.channels();
        }
        List<ChannelDraft> channels = new ArrayList<>();
        present.forEach(channel -> channels.add(new ChannelDraft(
                ChannelType.valueOf(channel.type()), channel.identifier(), channel.verified(), channel.primary())));
        draft.inPlace().forEach(wanted -> replace(channels, wanted));
        return channels;
    }

    private static void replace(List<ChannelDraft> channels, ChannelDraft wanted) {
        Optional<ChannelDraft> old = channels.stream()
                .filter(channel -> channel.type() == wanted.type())
                .findFirst();
        old.ifPresent(channels::remove);
        if (wanted.identifier() == null) {
            return;
        }
        ReachedAt there = ContactChecks.at(wanted).identity();
        boolean wasPrimary = old.filter(ChannelDraft::primary).isPresent()
                || channels.stream()
                        .anyMatch(channel -> channel.primary()
                                && ContactChecks.at(channel).identity().equals(there));
        channels.removeIf(channel -> ContactChecks.at(channel).identity().equals(there));
        channels.add(new ChannelDraft(wanted.type(), wanted.identifier(), wanted.verified(), wasPrimary));
    }
}
