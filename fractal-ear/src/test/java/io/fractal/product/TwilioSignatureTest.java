package io.fractal.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TwilioSignatureTest {

    @Test
    void signs_the_example_of_twilios_documentation() {
        Map<String, String> parameters = Map.of(
                "CallSid", "CA1234567890ABCDE",
                "Caller", "+14158675309",
                "Digits", "1234",
                "From", "+14158675309",
                "To", "+18005551212");

        String signature = TwilioSignature.of("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", parameters);

        assertEquals("RSOYDt4T1cUTdK1PDd93/VVr8B8=", signature);
    }
}
