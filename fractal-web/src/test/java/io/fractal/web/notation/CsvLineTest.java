package io.fractal.web.notation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvLineTest {

    @Test
    void valuesAreSeparatedQuotedWhereNeededAndNullIsEmpty() {
        assertEquals(
                "1,,plain,\"a, b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n",
                CsvLine.of(Arrays.asList(1, null, "plain", "a, b", "say \"hi\"", "two\nlines")));
    }

    @Test
    void whatASpreadsheetWouldCalculateIsMadeAText() {
        assertEquals(
                "'=1+1,'@SUM(A1),'-cmd|x,'+A1,\"'\t=1;2\"\r\n",
                CsvLine.of(List.of("=1+1", "@SUM(A1)", "-cmd|x", "+A1", "\t=1;2")));
    }

    @Test
    void telephoneNumbersStayAsTheyAre() {
        assertEquals("+4915799912345\r\n", CsvLine.of(List.of("+4915799912345")));
    }
}
