package io.fractal.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fractal.spi.ChannelType;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaRulesTest {

    private static final long MB = 1024L * 1024;

    @ParameterizedTest
    @CsvSource({
        "WHATSAPP, image/jpeg, 5242880, ''",
        "WHATSAPP, image/jpeg, 5242881, MEDIA_TOO_LARGE",
        "WHATSAPP, video/mp4, 16777216, ''",
        "WHATSAPP, video/mp4, 16777217, MEDIA_TOO_LARGE",
        "WHATSAPP, audio/ogg, 1000, ''",
        "WHATSAPP, text/vcard, 1000, ''",
        "WHATSAPP, application/zip, 1000, MEDIA_TYPE_NOT_SUPPORTED",
        "WHATSAPP, image/gif, 1000, MEDIA_TYPE_NOT_SUPPORTED",
        "MMS, image/gif, 5242880, ''",
        "MMS, image/jpeg, 5242881, MEDIA_TOO_LARGE",
        "MMS, audio/mpeg, 512000, ''",
        "MMS, audio/mpeg, 512001, MEDIA_TOO_LARGE",
        "SMS, image/png, 5242881, MEDIA_TOO_LARGE",
        "RCS, application/pdf, 16777216, ''",
        "MESSENGER, video/mp4, 26214401, MEDIA_TOO_LARGE"
    })
    void eachChannelHasItsOwnLimits(ChannelType channel, String type, long size, String code) {
        assertEquals(
                code.isEmpty() ? List.of() : List.of(code),
                MediaRules.check(channel, type, size).stream()
                        .map(MediaViolation::code)
                        .toList());
    }

    @Test
    void theAttachmentsOfOneMessageAreCountedAndAddedUp() {
        MediaRules.Item picture = new MediaRules.Item("image/jpeg", MB);

        assertEquals(List.of(), MediaRules.check(ChannelType.MMS, Collections.nCopies(5, picture), 0));
        assertEquals(
                "The attachments of a message on MMS have together at most 5 MB",
                MediaRules.check(ChannelType.MMS, Collections.nCopies(6, picture), 0)
                        .get(0)
                        .message());
        assertEquals(
                "TOO_MANY_MEDIA",
                MediaRules.check(ChannelType.MMS, Collections.nCopies(11, new MediaRules.Item("image/jpeg", 1000)), 0)
                        .get(0)
                        .code());
        assertEquals(
                "TOO_MANY_MEDIA",
                MediaRules.check(ChannelType.WHATSAPP, List.of(picture, picture), 0)
                        .get(0)
                        .code());
    }
}
