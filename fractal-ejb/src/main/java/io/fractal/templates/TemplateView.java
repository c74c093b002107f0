package io.fractal.templates;

import io.fractal.spi.ChannelType;
import io.fractal.spi.TemplateApproval;
import io.fractal.spi.TemplateContent;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;

/**
 * A template as it was when its provider was last asked.
 *
 * @param id Fractal's id
 * @param sid the provider's id, for Twilio a content SID ({@code HX…})
 * @param name the name that people use
 * @param language a language tag as the provider writes it
 * @param content what it says, with placeholders such as {@code {{1}}}
 * @param samples example values by variable
 * @param channels the channels that can show it
 * @param approval how its approval for WhatsApp stands
 * @param createdAt since when Fractal knows it
 * @param updatedAt when anything shown of it last changed here
 */
public record TemplateView(
        UUID id,
        String sid,
        String name,
        String language,
        TemplateContent content,
        Map<String, String> samples,
        Set<ChannelType> channels,
        TemplateApproval approval,
        Instant createdAt,
        Instant updatedAt) {

    public TemplateView {
        samples = Map.copyOf(samples);
        channels = Set.copyOf(channels);
    }

    /** Its variables in the order of their names, numbers by value, with an example or an empty text. */
    public SortedMap<String, String> variables() {
        return Placeholders.variables(content, samples);
    }
}
