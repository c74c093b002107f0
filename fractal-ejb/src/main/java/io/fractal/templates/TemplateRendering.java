package io.fractal.templates;

import io.fractal.spi.TemplateContent;
import io.fractal.spi.TemplateContent.Action;
import java.util.List;
import java.util.Map;

/**
 * Puts values into templates as the provider will. A template's examples never stand in for values that are missing: people would be
 * addressed by the name of somebody else.
 */
public final class TemplateRendering {

    private TemplateRendering() {}

    /**
     * A template as it will read.
     *
     * @param variables the values by name; a blank one counts as missing, because WhatsApp refuses it; others than the template's own
     *     are left aside
     */
    public static Rendered render(TemplateView template, Map<String, String> variables) {
        List<String> missing = template.variables().keySet().stream()
                .filter(name -> variables.getOrDefault(name, "").isBlank())
                .toList();
        return new Rendered(filled(template.content(), variables), missing);
    }

    private static TemplateContent filled(TemplateContent content, Map<String, String> variables) {
        return new TemplateContent(
                content.type(),
                Placeholders.filled(content.body(), variables::get),
                content.mediaUrls().stream()
                        .map(url -> Placeholders.filled(url, variables::get))
                        .toList(),
                content.button().map(text -> Placeholders.filled(text, variables::get)),
                content.actions().stream()
                        .map(action -> filled(action, variables))
                        .toList());
    }

    private static Action filled(Action action, Map<String, String> variables) {
        return new Action(
                action.kind(),
                Placeholders.filled(action.title(), variables::get),
                action.value().map(text -> Placeholders.filled(text, variables::get)),
                action.description().map(text -> Placeholders.filled(text, variables::get)));
    }
}
