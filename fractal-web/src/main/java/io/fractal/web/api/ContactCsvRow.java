package io.fractal.web.api;

import io.fractal.configuration.FieldError;
import io.fractal.contacts.ChannelDraft;
import io.fractal.contacts.ContactDraft;
import io.fractal.contacts.ImportRow;
import io.fractal.contacts.ImportRow.Column;
import io.fractal.contacts.ImportRow.ConsentSaid;
import io.fractal.web.notation.StrictText;
import io.fractal.web.notation.Uuids;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One row of a CSV file of contacts, read into what the domain takes. An empty cell says nothing. */
final class ContactCsvRow {

    private static final Pattern CHANNEL = Pattern.compile("channels\\[([0-9]{1,4})].*");

    private final long number;
    private final Map<ContactColumn, String> values = new EnumMap<>(ContactColumn.class);
    private final List<ChannelDraft> channels = new ArrayList<>();
    private final List<ContactColumn> channelColumns = new ArrayList<>();
    private String problemColumn;
    private String problem;

    private ContactCsvRow(long number) {
        this.number = number;
    }

    /**
     * Reads a row.
     *
     * @param number its number in the file, from 1 for the header
     * @param columns the columns of the file
     * @param cells the row's cells; missing ones at the end are empty
     */
    static ContactCsvRow of(long number, List<ContactColumn> columns, List<String> cells) {
        ContactCsvRow row = new ContactCsvRow(number);
        for (int i = 0; i < cells.size(); i++) {
            if (i < columns.size()) {
                row.cell(columns.get(i), cells.get(i));
            } else if (!cells.get(i).isBlank()) {
                row.wrong(null, "The row has more cells than the first row");
            }
        }
        return row;
    }

    private void cell(ContactColumn column, String cell) {
        if (cell.isBlank()) {
            return;
        }
        if (!StrictText.storable(cell)) {
            wrong(column.header(), "The cell holds a character that is not allowed");
            return;
        }
        String value = CsvCells.value(cell.strip());
        values.put(column, value);
        column.channel()
                .ifPresent(channel -> CsvCells.split(value).forEach(address -> {
                    channels.add(new ChannelDraft(channel, address, false, false));
                    channelColumns.add(column);
                }));
        if (column == ContactColumn.CONSENTS && ConsentCells.read(value).isEmpty()) {
            wrong(column.header(), "Write CHANNEL:GRANTED or CHANNEL:REVOKED, several divided by |");
        }
        if (column == ContactColumn.ID && Uuids.parse(value).isEmpty()) {
            wrong(column.header(), "This is no id (UUID)");
        }
    }

    private void wrong(String column, String message) {
        if (problem == null) {
            problemColumn = column;
            problem = message;
        }
    }

    /** Its number in the file. */
    long number() {
        return number;
    }

    /** Whether every cell is empty. */
    boolean isEmpty() {
        return values.isEmpty() && problem == null;
    }

    /** What is wrong with the row before anybody looks at what it says; {@code null} when nothing is. */
    ImportProblem problem() {
        return problem == null ? null : new ImportProblem(number, problemColumn, problem);
    }

    /** What the domain takes. */
    ImportRow row() {
        Set<Column> given = EnumSet.noneOf(Column.class);
        give(given, ContactColumn.NAME, Column.NAME);
        give(given, ContactColumn.EMAIL, Column.EMAIL);
        give(given, ContactColumn.LOCALE, Column.LOCALE);
        give(given, ContactColumn.TAGS, Column.TAGS);
        give(given, ContactColumn.METADATA, Column.METADATA);
        String tags = values.get(ContactColumn.TAGS);
        ContactDraft draft = new ContactDraft(
                values.get(ContactColumn.NAME),
                values.get(ContactColumn.EMAIL),
                values.get(ContactColumn.LOCALE),
                tags == null ? List.of() : CsvCells.split(tags),
                values.get(ContactColumn.METADATA),
                channels);
        return new ImportRow(number, id(), draft, given, consents());
    }

    private void give(Set<Column> given, ContactColumn column, Column meaning) {
        if (values.containsKey(column)) {
            given.add(meaning);
        }
    }

    private List<ConsentSaid> consents() {
        return Optional.ofNullable(values.get(ContactColumn.CONSENTS))
                .flatMap(ConsentCells::read)
                .orElse(List.of());
    }

    private UUID id() {
        return values.containsKey(ContactColumn.ID)
                ? Uuids.parse(values.get(ContactColumn.ID)).orElse(null)
                : null;
    }

    /** What the domain found wrong, under the file's column. */
    ImportProblem problem(FieldError error) {
        Matcher channel = CHANNEL.matcher(error.field());
        String column = error.field();
        if (channel.matches()) {
            int index = Integer.parseInt(channel.group(1));
            column = index < channelColumns.size() ? channelColumns.get(index).header() : "phone";
        } else if (error.field().equals("channels")) {
            column = channelColumns.isEmpty() ? "phone" : channelColumns.get(0).header();
        }
        return new ImportProblem(number, column, error.message());
    }
}
