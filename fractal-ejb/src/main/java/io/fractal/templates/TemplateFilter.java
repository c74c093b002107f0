package io.fractal.templates;

import io.fractal.spi.ChannelType;
import io.fractal.spi.TemplateApproval;

/**
 * Which templates to list. Everything may be {@code null}.
 *
 * @param text only those whose name or text contains this
 * @param language only those in this language, {@code de} for {@code de_AT} too
 * @param status only those whose approval stands so
 * @param channel only those that this channel can show
 */
public record TemplateFilter(String text, String language, TemplateApproval.Status status, ChannelType channel) {

    /** Every template. */
    public static final TemplateFilter ALL = new TemplateFilter(null, null, null, null);
}
