package io.fractal.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContentTypesTest {

    private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    static Stream<Arguments> whatIsWhatItSays() {
        return Stream.of(
                Arguments.of(Samples.jpeg(8, 8), "image/jpeg", "a.jpg", "image/jpeg"),
                Arguments.of(Samples.jpeg(8, 8), "image/jpg", null, "image/jpeg"),
                Arguments.of(Samples.jpeg(8, 8), null, null, "image/jpeg"),
                Arguments.of(Samples.jpeg(8, 8), "application/octet-stream", "x", "image/jpeg"),
                Arguments.of(Samples.png(8, 8), "image/jpeg", "wrong-ending.jpg", "image/png"),
                Arguments.of(Samples.gif(8, 8), "image/gif", null, "image/gif"),
                Arguments.of(Samples.WEBP, "image/webp", null, "image/webp"),
                Arguments.of(Samples.pdf(), "application/pdf", "a.pdf", "application/pdf"),
                Arguments.of(Samples.ogg(), "audio/ogg; codecs=opus", null, "audio/ogg"),
                Arguments.of(Samples.ogg(), null, null, "audio/ogg"),
                Arguments.of(Samples.mp4(), "video/mp4", "a.mp4", "video/mp4"),
                Arguments.of(Samples.mp4(), "audio/mp4", "a.m4a", "audio/mp4"),
                Arguments.of(Samples.amr(), "audio/amr", null, "audio/amr"),
                Arguments.of(Samples.vcard(), "text/x-vcard", "ada.vcf", "text/vcard"),
                Arguments.of(Samples.vcard(), "text/vcard", null, "text/vcard"),
                Arguments.of(Samples.zip("word/document.xml"), WORD, "a.docx", WORD),
                Arguments.of(Samples.zip("word/document.xml"), null, "a.docx", WORD),
                Arguments.of("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), "text/csv", "a.csv", "text/csv"),
                Arguments.of("Grüße".getBytes(StandardCharsets.UTF_8), "text/plain", null, "text/plain"));
    }

    @ParameterizedTest
    @MethodSource
    void whatIsWhatItSays(byte[] bytes, String stated, String fileName, String really) {
        ContentTypes.Sniffed sniffed = ContentTypes.sniff(Content.of(bytes), stated, fileName);

        assertEquals(really, sniffed.name());
        assertTrue(sniffed.asStated());
        assertFalse(sniffed.active());
    }

    static Stream<Arguments> whatIsNotWhatItSays() {
        return Stream.of(
                Arguments.of(Samples.pdf(), "image/png"),
                Arguments.of(Samples.html(), "image/jpeg"),
                Arguments.of(Samples.exe(), "image/jpeg"),
                Arguments.of(Samples.png(8, 8), "application/pdf"),
                Arguments.of(Samples.png(8, 8), "video/mp4"),
                Arguments.of(Samples.noise(1000, 7), "image/png"),
                Arguments.of(Samples.noise(1000, 7), "application/pdf"),
                Arguments.of(Samples.noise(1000, 7), "text/plain"),
                Arguments.of(Samples.ogg(), "image/gif"),
                Arguments.of(Samples.zip("a"), "audio/mpeg"),
                Arguments.of("hello".getBytes(StandardCharsets.UTF_8), "audio/ogg"),
                Arguments.of("hello".getBytes(StandardCharsets.UTF_8), WORD));
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNotWhatItSays(byte[] bytes, String stated) {
        assertFalse(ContentTypes.sniff(Content.of(bytes), stated, null).asStated());
    }

    static Stream<Arguments> whatCanActIsKnownWhateverItIsCalled() {
        return Stream.of(
                Arguments.of(Samples.html(), "text/plain", "a.txt"),
                Arguments.of(Samples.html(), null, null),
                Arguments.of(Samples.svg(), "image/png", "a.png"),
                Arguments.of(Samples.svg(), "image/svg+xml", "a.svg"),
                Arguments.of(Samples.exe(), "application/octet-stream", "a.bin"),
                Arguments.of(Samples.zip("META-INF/MANIFEST.MF"), "application/java-archive", "a.jar"),
                Arguments.of("alert(1)".getBytes(StandardCharsets.UTF_8), "text/javascript", "a.js"),
                Arguments.of("alert(1)".getBytes(StandardCharsets.UTF_8), "text/plain", "a.js"),
                Arguments.of("hello".getBytes(StandardCharsets.UTF_8), "text/html", null));
    }

    @ParameterizedTest
    @MethodSource
    void whatCanActIsKnownWhateverItIsCalled(byte[] bytes, String stated, String fileName) {
        assertTrue(ContentTypes.sniff(Content.of(bytes), stated, fileName).active());
    }

    @Test
    void bytesThatMeanNothingAreTakenAsWhatTheyAre() {
        ContentTypes.Sniffed sniffed =
                ContentTypes.sniff(Content.of(Samples.noise(1000, 7)), "application/x-own-format", null);

        assertEquals("application/octet-stream", sniffed.name());
        assertTrue(sniffed.asStated());
    }
}
