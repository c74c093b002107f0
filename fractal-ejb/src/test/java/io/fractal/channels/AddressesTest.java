package io.fractal.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fractal.spi.ChannelType;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {

    @ParameterizedTest
    @CsvSource({
        "WHATSAPP, whatsapp:+491713920001, +491713920001",
        "WHATSAPP, ' WhatsApp: 0171 3920001', +491713920001",
        "WHATSAPP, whatsapp:BR.1A2B3C, BR.1A2B3C",
        "SMS, sms:+491713920001, +491713920001",
        "RCS, rcs:+491713920001, +491713920001",
        "MESSENGER, messenger:104794555019907, 104794555019907",
        "EMAIL, Anna@Example.org, anna@example.org"
    })
    void the_channel_before_an_address_is_no_part_of_it(ChannelType channel, String written, String canonical) {
        assertEquals(Optional.of(canonical), Addresses.writable(channel, written, "DE"));
    }

    @ParameterizedTest
    @CsvSource({"SMS, whatsapp:+491713920001", "WHATSAPP, messenger:1234567", "SMS, sms:", "EMAIL, email:"})
    void the_address_of_another_channel_is_none(ChannelType channel, String written) {
        assertEquals(Optional.empty(), Addresses.writable(channel, written, "DE"));
    }
}
