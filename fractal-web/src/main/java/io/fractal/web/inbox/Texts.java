package io.fractal.web.inbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;

/** The texts that the inbox module needs in the browser, from the bundles that the pages are written with. */
final class Texts {

    private static final String BUNDLE = "io.fractal.web.inbox.messages";

    /** The areas whose texts the module shows by itself; the others are already in the page. */
    private static final List<String> AREAS = List.of(
            "inbox.",
            "status.",
            "channel.",
            "card.",
            "drawer.",
            "time.",
            "call.",
            "error.",
            "source.",
            "outcome.",
            "new.");

    private static final String UNASSIGNED_COUNT = "rail.unassignedCount";

    private Texts() {}

    /** Key to text, in a language. */
    static Map<String, String> ofModule(Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, locale, Texts.class.getClassLoader());
        Map<String, String> texts = new TreeMap<>();
        bundle.keySet().stream().filter(Texts::isForModule).forEach(key -> texts.put(key, bundle.getString(key)));
        return texts;
    }

    private static boolean isForModule(String key) {
        return key.startsWith(UNASSIGNED_COUNT) || AREAS.stream().anyMatch(key::startsWith);
    }
}
