package io.fractal.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fractal.configuration.AddressRange;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    private static final List<AddressRange> PROXIES = Stream.of("10.0.0.0/8", "2001:db8::1")
            .map(text -> AddressRange.parse(text).orElseThrow())
            .toList();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 |                                       | 203.0.113.9",
                "203.0.113.9 | 198.51.100.1                          | 203.0.113.9", // nobody trusted said so
                "10.1.2.3    | 198.51.100.1                          | 198.51.100.1",
                "10.1.2.3    | 1.1.1.1, 198.51.100.1                 | 198.51.100.1", // the first entry is made up
                "10.1.2.3    | 198.51.100.1, 10.9.9.9                | 198.51.100.1", // two proxies
                "10.1.2.3    | 10.4.4.4, 10.9.9.9                    | 10.4.4.4", // all inside
                "10.1.2.3    | 198.51.100.1:4711                     | 198.51.100.1",
                "2001:db8::1 | [2001:db8:0:0:0:0:0:77]:4711          | 2001:db8:0:0:0:0:0:77",
                "2001:db8::2 | 198.51.100.1                          | 2001:db8::2",
                "10.1.2.3    | unknown                               | 10.1.2.3",
                "10.1.2.3    | evil.example                          | 10.1.2.3"
            })
    void theLastOneWhomATrustedProxyNamed(String peer, String header, String client) {
        assertEquals(client, ClientAddress.of(peer, header == null ? List.of() : List.of(header), PROXIES));
    }

    @Test
    void aHeaderGivenTwiceIsOneList() {
        assertEquals("198.51.100.1", ClientAddress.of("10.1.2.3", Arrays.asList("1.1.1.1", "198.51.100.1"), PROXIES));
    }
}
