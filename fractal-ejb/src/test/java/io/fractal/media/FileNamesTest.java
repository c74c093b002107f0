package io.fractal.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "photo.jpg, image/jpeg, photo.jpg",
                "Grüße aus Köln.pdf, application/pdf, Grüße aus Köln.pdf",
                "../../etc/passwd, text/plain, passwd.txt",
                "C:\\Users\\ada\\a.png, image/png, a.png",
                "null, image/jpeg, image.jpg",
                "'', application/pdf, document.pdf",
                "..., image/png, image.png",
                "scan, application/pdf, scan.pdf",
                "a<b>:c?.png, image/png, a_b__c_.png",
                "null, application/octet-stream, document.bin"
            })
    void namesAreMadeHarmless(String stated, String type, String expected) {
        assertEquals(expected, FileNames.of(stated, type));
    }

    @Test
    void marksThatHideAnEndingAreTakenOut() {
        assertEquals("invoicegpj.exe", FileNames.of("invoice\u202Egpj.exe\u0000\r\n", "image/jpeg"));
    }

    @Test
    void longNamesAreCutAndKeepTheirEnding() {
        String name = FileNames.of("ä".repeat(500) + ".jpeg", "image/jpeg");

        assertEquals(120, name.length());
        assertTrue(name.endsWith("ä.jpeg"));
    }
}
