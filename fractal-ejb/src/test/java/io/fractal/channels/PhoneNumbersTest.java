package io.fractal.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fractal.spi.ChannelType;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "+49 171 392 0001, +491713920001",
        "0049 171 3920001, +491713920001",
        "0171/392-0001, +491713920001",
        "(0171) 3920001, +491713920001",
        "+1 (212) 555-0116, +12125550116"
    })
    void everySpellingOfANumberIsOneNumber(String input, String canonical) {
        assertEquals(Optional.of(canonical), PhoneNumbers.canonical(input, "DE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "Marlene", "12", "+", "+49", "+1234567890123456789", "1-800-FLOWERS"})
    void whatNoNetworkCouldHaveIsNoNumber(String input) {
        assertEquals(Optional.empty(), PhoneNumbers.canonical(input, "DE"));
    }

    @Test
    void nothingIsNoNumber() {
        assertEquals(Optional.empty(), PhoneNumbers.canonical(null, "DE"));
    }

    @Test
    void peopleReadNumbersInGroups() {
        assertEquals("+49 171 3920001", PhoneNumbers.formatted("+491713920001"));
        assertEquals("DHL", PhoneNumbers.formatted("DHL"));
    }

    @Test
    void whatAProviderSendsIsNeverLost() {
        assertEquals("72404", Addresses.received(ChannelType.SMS, " 72404 ", "DE"), "a short code is no German number");
        assertEquals("DHL", Addresses.received(ChannelType.SMS, "DHL", "DE"));
        assertEquals(
                "BR.1A2B",
                Addresses.received(ChannelType.WHATSAPP, "BR.1A2B", "DE"),
                "a WhatsApp user without a number");
        assertEquals("+491713920001", Addresses.received(ChannelType.WHATSAPP, "+491713920001", "US"));
        assertEquals("m@example.org", Addresses.received(ChannelType.EMAIL, "M@Example.org", "DE"));
    }

    @Test
    void anMmsIsKeptUnderTheNumberOfItsSms() {
        assertEquals(ChannelType.SMS, Addresses.keptUnder(ChannelType.MMS));
        assertEquals(ChannelType.WHATSAPP, Addresses.keptUnder(ChannelType.WHATSAPP));
    }
}
