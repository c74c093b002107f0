package io.fractal.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.FieldError;
import io.fractal.consent.ConsentState;
import io.fractal.consent.ConsentView;
import io.fractal.contacts.ContactImport;
import io.fractal.contacts.ImportMode;
import io.fractal.contacts.ImportRow;
import io.fractal.contacts.ImportRow.ConsentSaid;
import io.fractal.contacts.ImportedRow;
import io.fractal.spi.ChannelType;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.notation.InvalidFieldsException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactCsvTest {

    private final List<ImportRow> taken = new ArrayList<>();
    private int portions;

    @Test
    void cellsThatWouldRunInASpreadsheetAreDefusedAndComeBackAsTheyWere() {
        for (String value :
                List.of("=1+1", "+49171", "-2", "@x", "\tx", "'=1", "''+1", "it's", "'quoted'", "plain", "")) {
            String cell = CsvCells.defused(value);
            assertFalse(cell.matches("(?s)[=+\\-@\\t\\r].*"), value);
            assertEquals(value, CsvCells.value(cell));
        }
    }

    @Test
    void commasSemicolonsByteOrderMarksAndQuotesAreRead() {
        run("name,phone,tags\r\n\"Schmidt, Anna\",'+491713920001,\"vip|a\"\r\n\r\n");
        run("\uFEFFName;WhatsApp ;Metadata\nBert;0171 3920002|BR.1A2B;\"{\"\"a\"\":1}\"\n");

        assertEquals("Schmidt, Anna", taken.get(0).draft().name());
        assertEquals("+491713920001", taken.get(0).draft().channels().get(0).identifier());
        assertEquals(List.of("vip", "a"), taken.get(0).draft().tags());
        assertEquals(2, taken.get(0).number());
        assertEquals(2, taken.get(1).draft().channels().size());
        assertEquals("{\"a\":1}", taken.get(1).draft().metadataJson());
        assertEquals(2, taken.size());
    }

    @Test
    void consentsAreReadAndWrittenAlike() {
        ImportReport report = run(
                "name,phone,consents\nA,1,sms:granted| WhatsApp:REVOKED:+4917139200 \nB,2,SMS\nC,3,SMS:MAYBE\nD,4,PIGEON:GRANTED\n");
        assertEquals(
                List.of(
                        new ConsentSaid(ChannelType.SMS, true, null),
                        new ConsentSaid(ChannelType.WHATSAPP, false, "+4917139200")),
                taken.get(0).consents());
        assertEquals(
                List.of("3 consents", "4 consents", "5 consents"),
                report.errors().stream().map(e -> e.row() + " " + e.column()).toList());

        String cell = ConsentCells.written(List.of(
                consent("SMS", "+491", ConsentState.GRANTED),
                consent("SMS", "+492", ConsentState.UNKNOWN),
                consent("WHATSAPP", "+491", ConsentState.REVOKED),
                consent("WHATSAPP", "+492", ConsentState.REVOKED),
                consent("VOICE", "+491", ConsentState.UNKNOWN)));
        assertEquals("SMS:GRANTED:+491|WHATSAPP:REVOKED", cell);
        assertEquals(
                List.of(
                        new ConsentSaid(ChannelType.SMS, true, "+491"),
                        new ConsentSaid(ChannelType.WHATSAPP, false, null)),
                ConsentCells.read(cell).orElseThrow());
    }

    private static ConsentView consent(String channel, String address, ConsentState state) {
        return new ConsentView(UUID.randomUUID(), channel, address, state, null, null, null, null);
    }

    @Test
    void whatIsNotInTheFirstRowIsNotGuessed() {
        InvalidFieldsException refused =
                assertThrows(InvalidFieldsException.class, () -> run("name,mobile,name\nA,1,B\n"));
        assertEquals(2, refused.problems().size());
        assertThrows(InvalidFieldsException.class, () -> run(""));
    }

    @Test
    void aWrongRowIsNamedAndDoesNotStopTheOthers() {
        ImportReport report = run("id,name,phone\nx,A,\n,B,1\n,C,2,3\n,D\n");

        assertEquals(4, report.rows());
        assertEquals(List.of(3L, 5L), taken.stream().map(ImportRow::number).toList());
        assertEquals(
                List.of("2 id", "4 null"),
                report.errors().stream().map(e -> e.row() + " " + e.column()).toList());
    }

    @Test
    void whatTheDomainRefusesIsNamedByItsColumn() {
        List<FieldError> errors =
                List.of(new FieldError("channels[1].identifier", "X", "bad"), new FieldError("email", "X", "bad too"));
        ContactImport refusing = new ContactImport() {
            @Override
            public List<ImportedRow> take(UUID workspaceId, List<ImportRow> rows, ImportMode mode, boolean dryRun) {
                return rows.stream()
                        .map(row -> new ImportedRow(row.number(), ImportedRow.Outcome.FAILED, errors))
                        .toList();
            }
        };

        ImportReport report = new ContactCsvImport(refusing, UUID.randomUUID(), ImportMode.UPSERT, true)
                .run(stream("phone,whatsapp\n1,2\n"));

        assertEquals(
                List.of("whatsapp", "email"),
                report.errors().stream().map(ImportProblem::column).toList());
        assertEquals(1, report.failed());
        assertTrue(report.dryRun());
    }

    @Test
    void aFileOfAHundredThousandRowsIsHandedOnInPortionsAndALongerOneIsCutOff() {
        InputStream header = stream("name,phone\n");
        Enumeration<InputStream> rows = Collections.enumeration(IntStream.range(0, 100_001)
                .mapToObj(i -> stream("N" + i + ",+49171" + (1_000_000 + i) + "\n"))
                .map(each -> (InputStream) each)
                .toList());

        ImportReport report = importer().run(new SequenceInputStream(header, new SequenceInputStream(rows)));

        assertEquals(100_000, report.rows());
        assertFalse(report.complete());
        assertEquals(100_002, report.errors().get(0).row());
        assertEquals(200, portions);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Bert,2\nCarl,3\n", // to the end of the file
                "\"Bert,2\n\"Carl\",3\n", // to the next quotation mark
                "Bert,\"2\n\nDora,\"4\"\n"
            })
    void aQuoteThatIsNotClosedIsAnErrorOfItsRowAndNothingFromThereOnIsTaken(String rest) {
        ImportReport report = run("name,phone\n\"Schmidt, Anna\",1\n" + rest);

        assertEquals(List.of(2L), taken.stream().map(ImportRow::number).toList());
        assertFalse(report.complete());
        assertEquals(1, report.rows());
        assertEquals(
                List.of(3L), report.errors().stream().map(ImportProblem::row).toList());
        assertTrue(report.errors().get(0).message().contains("quotation mark"), report::toString);
    }

    @Test
    void aQuoteThatIsNotClosedInTheFirstRowRefusesTheFile() {
        assertEquals(
                400,
                assertThrows(HttpProblem.class, () -> run("\"name,phone\nAnna,1\n"))
                        .status());
        assertTrue(taken.isEmpty());
    }

    @Test
    void quotesWithinACellStayWhatTheyAre() {
        run("name,phone\nAn\"na,1\n\"Be \"\"B\"\"\nrt\",2");

        assertEquals(
                List.of("An\"na", "Be \"B\"\nrt"),
                taken.stream().map(row -> row.draft().name()).toList());
    }

    @Test
    void whatIsNoUtf8IsRefusedOrReportedFromThereOn() {
        byte[] latin = "name\nJörg\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] begins = "näme\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThrows(HttpProblem.class, () -> importer().run(new ByteArrayInputStream(begins)));
        try {
            assertFalse(importer().run(new ByteArrayInputStream(latin)).complete());
        } catch (HttpProblem refusedAltogether) {
            assertEquals(400, refusedAltogether.status());
        }
        assertTrue(taken.isEmpty());
    }

    private ImportReport run(String csv) {
        return importer().run(stream(csv));
    }

    private ContactCsvImport importer() {
        ContactImport recording = new ContactImport() {
            @Override
            public List<ImportedRow> take(UUID workspaceId, List<ImportRow> rows, ImportMode mode, boolean dryRun) {
                portions++;
                taken.addAll(rows);
                return rows.stream()
                        .map(row -> new ImportedRow(row.number(), ImportedRow.Outcome.CREATED, List.of()))
                        .toList();
            }
        };
        return new ContactCsvImport(recording, UUID.randomUUID(), ImportMode.UPSERT, false);
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
