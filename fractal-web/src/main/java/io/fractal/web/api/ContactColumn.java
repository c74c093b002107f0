package io.fractal.web.api;

import io.fractal.consent.ConsentView;
import io.fractal.contacts.ChannelView;
import io.fractal.contacts.ContactView;
import io.fractal.spi.ChannelType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The columns of contacts in CSV files, in the order in which they are exported. */
enum ContactColumn {
    ID("id", contact -> contact.id().toString()),
    NAME("name", ContactView::name),
    EMAIL("email", ContactView::email),
    PHONE("phone", ChannelType.SMS),
    WHATSAPP("whatsapp", ChannelType.WHATSAPP),
    MESSENGER("messenger", ChannelType.MESSENGER),
    RCS("rcs", ChannelType.RCS),
    VOICE("voice", ChannelType.VOICE),
    MAIL("emailAddresses", ChannelType.EMAIL),
    TAGS("tags", contact -> CsvCells.joined(contact.tags())),
    LOCALE("locale", ContactView::locale),
    METADATA("metadata", ContactView::metadataJson),
    CONSENTS("consents"),
    /** Exported only; an import passes over it. */
    CREATED_AT("createdAt", contact -> contact.createdAt().toString()),
    /** Exported only; an import passes over it. */
    UPDATED_AT("updatedAt", contact -> contact.updatedAt().toString());

    private final String header;
    private final ChannelType channel;
    private final Function<ContactView, String> cell;

    ContactColumn(String header, Function<ContactView, String> cell) {
        this.header = header;
        this.channel = null;
        this.cell = cell;
    }

    /** Of what is kept beside the contact. */
    ContactColumn(String header) {
        this(header, contact -> null);
    }

    ContactColumn(String header, ChannelType channel) {
        this.header = header;
        this.channel = channel;
        this.cell = contact -> CsvCells.joined(contact.channels().stream()
                .filter(address -> address.type().equals(channel.name()))
                .map(ChannelView::identifier)
                .toList());
    }

    /** The column of a header, in whatever case. */
    static Optional<ContactColumn> named(String header) {
        String name = header.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(column -> column.header.toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /** The first row of a file. */
    static List<String> headers() {
        return Arrays.stream(values()).map(ContactColumn::header).toList();
    }

    /** The row of a contact. */
    static List<String> row(ContactView contact, List<ConsentView> consents) {
        return Arrays.stream(values())
                .map(column -> column == CONSENTS ? ConsentCells.written(consents) : column.cell.apply(contact))
                .map(CsvCells::defused)
                .toList();
    }

    /** The name in the first row. */
    String header() {
        return header;
    }

    /** The channel whose addresses stand in it; empty for other columns. */
    Optional<ChannelType> channel() {
        return Optional.ofNullable(channel);
    }
}
