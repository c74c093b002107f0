package io.fractal.media;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/a.jpg",
                "https://localhost.example.com/a.jpg",
                "https://93.184.216.34/a.jpg",
                "https://[2606:2800:220:1::1]/a.jpg"
            })
    void others_may_reach_it(String url) {
        assertTrue(PublicAddresses.mayBe(URI.create(url)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:3000/a.jpg",
                "http://LOCALHOST/a.jpg",
                "http://app.localhost/a.jpg",
                "http://printer.local/a.jpg",
                "http://files.internal./a.jpg",
                "http://127.0.0.1/a.jpg",
                "http://10.1.2.3/a.jpg",
                "http://192.168.0.10/a.jpg",
                "http://169.254.169.254/latest/meta-data",
                "http://0.0.0.0/a.jpg",
                "http://[::1]/a.jpg",
                "http://[fd00::1]/a.jpg"
            })
    void nobody_else_can_reach_it(String url) {
        assertFalse(PublicAddresses.mayBe(URI.create(url)));
    }
}
