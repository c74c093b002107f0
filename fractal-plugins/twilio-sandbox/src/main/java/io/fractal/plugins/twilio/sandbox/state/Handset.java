package io.fractal.plugins.twilio.sandbox.state;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A person of the phone book, with numbers from ranges that regulators keep free for fiction where they do.
 *
 * @param name the person's name
 * @param number the number in E.164
 * @param channels the channels the person uses, the favourite first
 * @param locale the BCP 47 tag of the person's language
 */
public record Handset(String name, String number, List<Channel> channels, String locale) {

    private static final String RESOURCE = "/io/fractal/plugins/twilio/sandbox/handsets.json";

    public Handset {
        channels = List.copyOf(channels);
    }

    /** The phone book. */
    public static List<Handset> all() {
        try (InputStream resource = Handset.class.getResourceAsStream(RESOURCE)) {
            return List.of(JsonMapper.builder().build().readValue(resource, Handset[].class));
        } catch (IOException broken) {
            throw new UncheckedIOException("The plugin's own phone book cannot be read", broken);
        }
    }
}
