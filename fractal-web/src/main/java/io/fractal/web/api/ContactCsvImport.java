package io.fractal.web.api;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.fractal.contacts.ContactImport;
import io.fractal.contacts.ImportMode;
import io.fractal.contacts.ImportedRow;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.notation.FieldProblem;
import io.fractal.web.notation.InvalidFieldsException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads one CSV file of contacts, some rows at a time, and hands them to the domain: however long the file, only these rows and the first
 * errors are in memory. For one request.
 */
final class ContactCsvImport {

    private static final int AT_ONCE = 500;

    private static final int MOST_ROWS = 100_000;

    private static final String OPEN_QUOTE =
            "A cell of this row begins with a quotation mark and does not end with one: neither the row nor what follows was read";

    private final ContactImport contacts;
    private final UUID workspaceId;
    private final ImportMode mode;
    private final boolean dryRun;
    private final ImportReport.Tally tally;
    private final List<ContactCsvRow> waiting = new ArrayList<>();

    ContactCsvImport(ContactImport contacts, UUID workspaceId, ImportMode mode, boolean dryRun) {
        this.contacts = contacts;
        this.workspaceId = workspaceId;
        this.mode = mode;
        this.dryRun = dryRun;
        this.tally = new ImportReport.Tally(dryRun);
    }

    /**
     * Reads the whole file.
     *
     * @throws InvalidFieldsException when the first row does not name columns that are known
     */
    ImportReport run(InputStream upload) {
        long number = 1;
        List<ContactColumn> columns = null;
        try (BufferedReader source = CsvSource.open(upload)) {
            Iterator<CsvRecord> records = CsvReader.builder()
                    .fieldSeparator(CsvSource.separator(source))
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .skipEmptyLines(false) // they count as rows in whatever shows the file
                    .allowUnclosedQuote(false) // its cell would be the whole rest of the file
                    .ofCsvRecord(source)
                    .iterator();
            columns = columns(records);
            for (number = 2; records.hasNext(); number++) {
                if (tally.rows() == MOST_ROWS) {
                    tally.broke(new ImportProblem(
                            number, null, "A file has at most 100,000 rows; the others were not read"));
                    break;
                }
                add(ContactCsvRow.of(number, columns, records.next().getFields()));
            }
        } catch (IOException | UncheckedIOException | CsvParseException | HttpProblem unreadable) {
            broke(unreadable, number, columns);
        }
        flush();
        return tally.report();
    }

    private static List<ContactColumn> columns(Iterator<CsvRecord> records) {
        if (!records.hasNext()) {
            throw new InvalidFieldsException(List.of(new FieldProblem("header", "is missing: the file is empty")));
        }
        List<FieldProblem> problems = new ArrayList<>();
        List<ContactColumn> columns = new ArrayList<>();
        Set<ContactColumn> seen = new HashSet<>();
        for (String header : records.next().getFields()) {
            Optional<ContactColumn> column = ContactColumn.named(header);
            String shown = header.length() <= 64 ? header : header.substring(0, 64);
            if (column.isEmpty()) {
                problems.add(new FieldProblem(
                        shown, "is not a known column; known are " + String.join(", ", ContactColumn.headers())));
            } else if (!seen.add(column.get())) {
                problems.add(new FieldProblem(shown, "is given twice"));
            }
            column.ifPresent(columns::add);
        }
        if (!problems.isEmpty()) {
            throw new InvalidFieldsException(problems);
        }
        return columns;
    }

    private void add(ContactCsvRow row) {
        if (row.isEmpty()) {
            return;
        }
        tally.read();
        if (row.problem() != null) {
            tally.failed(row.problem());
            return;
        }
        waiting.add(row);
        if (waiting.size() == AT_ONCE) {
            flush();
        }
    }

    private void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        Map<Long, ContactCsvRow> byNumber =
                waiting.stream().collect(Collectors.toMap(ContactCsvRow::number, Function.identity()));
        List<ImportedRow> taken = contacts.take(
                workspaceId, waiting.stream().map(ContactCsvRow::row).toList(), mode, dryRun);
        for (ImportedRow row : taken) {
            tally.took(row);
            ContactCsvRow source = byNumber.get(row.number());
            row.errors().forEach(error -> tally.tell(source.problem(error)));
        }
        waiting.clear();
    }

    /** Nothing has been written as long as the first row is not read; after that, what was written stays, and the report says so. */
    private void broke(Exception unreadable, long number, List<ContactColumn> columns) {
        if (columns == null) {
            throw unreadable instanceof HttpProblem problem
                    ? problem
                    : HttpProblem.of(400, "MALFORMED_BODY", "The body is not CSV in UTF-8.");
        }
        tally.broke(new ImportProblem(number, null, why(unreadable)));
    }

    private static String why(Exception unreadable) {
        if (unreadable instanceof CsvParseException) {
            return OPEN_QUOTE;
        }
        return unreadable instanceof HttpProblem
                ? unreadable.getMessage()
                : "From here on the file is not CSV in UTF-8.";
    }
}
