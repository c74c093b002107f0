package io.fractal.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.0.2.64/26, 192.0.2.127, true",
        "192.0.2.64/26, 192.0.2.128, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "0.0.0.0/0, 203.0.113.1, true",
        "0.0.0.0/0, ::2, false",
        "fd00::/8, fdab::1, true",
        "fd00::/8, fe80::1, false",
    })
    void holdsWhatBeginsAlike(String range, String address, boolean contained) {
        assertEquals(
                contained,
                AddressRange.parse(range)
                        .orElseThrow()
                        .contains(AddressRange.address(address).orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "proxy.example",
                "localhost",
                "10.0.0.0/33",
                "fd00::/129",
                "10.0.0/8",
                "10.0.0.999",
                "1/8",
                "dead"
            })
    void whatIsNoAddressInNumbersIsRefused(String text) {
        assertTrue(AddressRange.parse(text).isEmpty());
    }
}
