package io.fractal.contacts;

import io.fractal.channels.Addresses;
import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.database.StorableJson;
import io.fractal.spi.ChannelType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What can be said about a contact by looking at it alone, and the spelling in which it is kept. For one request. */
final class ContactChecks {

    static final int LONGEST_NAME = 200;
    static final int MOST_TAGS = 50;
    static final int LONGEST_TAG = 64;
    static final int LARGEST_METADATA = 16 * 1024;
    static final int MOST_CHANNELS = 50;

    private final String defaultRegion;
    private final List<FieldError> errors = new ArrayList<>();

    /** @param defaultRegion the region that numbers without a country code belong to */
    ContactChecks(String defaultRegion) {
        this.defaultRegion = defaultRegion;
    }

    /**
     * The contact in the spelling in which it is kept.
     *
     * @throws InvalidRequestException with everything that is wrong
     */
    ContactDraft checked(ContactDraft draft) {
        ContactDraft kept = new ContactDraft(
                name(draft.name()),
                mail(draft.email()),
                locale(draft.locale()),
                tags(draft.tags()),
                metadata(draft.metadataJson()),
                draft.channels() == null ? null : channels(draft.channels()),
                inPlace(draft.inPlace()));
        finish();
        return kept;
    }

    /**
     * A single address in the spelling in which it is kept.
     *
     * @throws InvalidRequestException with everything that is wrong
     */
    ChannelDraft checked(ChannelDraft draft) {
        ChannelDraft kept = channel(draft, "").orElse(draft);
        finish();
        return kept;
    }

    /** Everything that is wrong, without throwing it. */
    List<FieldError> problems(ContactDraft draft) {
        try {
            checked(draft);
            return List.of();
        } catch (InvalidRequestException invalid) {
            return invalid.errors();
        }
    }

    private void finish() {
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
    }

    private String name(String name) {
        String text = name == null ? "" : name.strip();
        if (text.isEmpty()) {
            add("name", "NAME_REQUIRED", "A contact needs a name");
        } else if (text.codePointCount(0, text.length()) > LONGEST_NAME) {
            add("name", "NAME_TOO_LONG", "A name has at most " + LONGEST_NAME + " characters");
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            add("name", "NAME_INVALID", "A name has no control characters");
        }
        return text;
    }

    private String mail(String email) {
        String text = blankToNull(email);
        if (text != null && !Addresses.isMail(text)) {
            add("email", "EMAIL_INVALID", "This is no e-mail address");
        }
        return text;
    }

    private String locale(String locale) {
        String text = blankToNull(locale);
        if (text == null) {
            return null;
        }
        try {
            return new Locale.Builder().setLanguageTag(text).build().toLanguageTag();
        } catch (IllformedLocaleException illFormed) {
            add("locale", "LOCALE_INVALID", "A language is a BCP 47 tag such as de or en-GB");
            return text;
        }
    }

    private List<String> tags(List<String> tags) {
        List<String> kept = tags.stream().map(String::strip).distinct().toList();
        if (kept.size() > MOST_TAGS) {
            add("tags", "TOO_MANY_TAGS", "A contact has at most " + MOST_TAGS + " tags");
        }
        if (kept.stream().anyMatch(tag -> tag.isEmpty() || tag.codePointCount(0, tag.length()) > LONGEST_TAG)) {
            add("tags", "TAG_LENGTH", "A tag has 1 to " + LONGEST_TAG + " characters");
        }
        if (kept.stream().anyMatch(ContactChecks::holdsSeparator)) {
            add("tags", "TAG_INVALID", "A tag has no comma, semicolon, vertical bar or control character");
        }
        return kept;
    }

    private static boolean holdsSeparator(String tag) {
        return tag.chars().anyMatch(each -> each == ',' || each == ';' || each == '|' || Character.isISOControl(each));
    }

    private String metadata(String json) {
        if (json == null) {
            return "{}";
        }
        if (json.getBytes(StandardCharsets.UTF_8).length > LARGEST_METADATA) {
            add("metadata", "METADATA_TOO_LARGE", "Metadata has at most " + LARGEST_METADATA + " bytes");
        }
        if (!StorableJson.isObject(json)) {
            add("metadata", "METADATA_INVALID", StorableJson.SENTENCE);
        }
        return json;
    }

    private List<ChannelDraft> channels(List<ChannelDraft> drafts) {
        if (drafts.size() > MOST_CHANNELS) {
            add("channels", "TOO_MANY_CHANNELS", "A contact has at most " + MOST_CHANNELS + " addresses");
            return List.of();
        }
        List<ChannelDraft> kept = new ArrayList<>();
        Set<ReachedAt> seen = new HashSet<>();
        for (int i = 0; i < drafts.size(); i++) {
            String at = "channels[" + i + "].";
            Optional<ChannelDraft> channel = channel(drafts.get(i), at);
            if (channel.isPresent() && !seen.add(at(channel.get()).identity())) {
                add(at + "identifier", "ADDRESS_TWICE", "The same address is given twice");
            }
            channel.ifPresent(kept::add);
        }
        if (drafts.stream().filter(ChannelDraft::primary).count() > 1) {
            add("channels", "PRIMARY_TWICE", "Only one address can be the primary one");
        }
        return kept;
    }

    private List<ChannelDraft> inPlace(List<ChannelDraft> drafts) {
        return drafts.stream()
                .map(draft -> draft.identifier() == null
                        ? draft
                        : kept(draft, fieldOf(draft.type())).orElse(draft))
                .toList();
    }

    /** Under which name a request gives the one address of a channel. */
    static String fieldOf(ChannelType channel) {
        return channel == ChannelType.SMS ? "phone" : channel.name().toLowerCase(Locale.ROOT);
    }

    private Optional<ChannelDraft> channel(ChannelDraft draft, String at) {
        if (draft.type() == null) {
            add(at + "type", "CHANNEL_REQUIRED", "The channel is required");
            return Optional.empty();
        }
        return kept(draft, at + "identifier");
    }

    private Optional<ChannelDraft> kept(ChannelDraft draft, String field) {
        Optional<ChannelDraft> kept = Addresses.writable(draft.type(), draft.identifier(), defaultRegion)
                .map(address -> new ChannelDraft(
                        Addresses.keptUnder(draft.type()), address, draft.verified(), draft.primary()));
        if (kept.isEmpty()) {
            add(field, "INVALID_ADDRESS", "This is no address that can be written to on this channel");
        }
        return kept;
    }

    static ReachedAt at(ChannelDraft channel) {
        return new ReachedAt(channel.type(), channel.identifier());
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private void add(String field, String code, String message) {
        errors.add(new FieldError(field, code, message));
    }
}
