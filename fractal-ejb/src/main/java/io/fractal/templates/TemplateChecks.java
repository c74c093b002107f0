package io.fractal.templates;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.spi.TemplateContent;
import io.fractal.spi.TemplateContent.Action;
import io.fractal.spi.TemplateDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What can be said about a new template by looking at it alone; the rest the provider says. */
final class TemplateChecks {

    private static final Set<String> CATEGORIES = Set.of("UTILITY", "MARKETING", "AUTHENTICATION");
    private static final int LONGEST_NAME = 450;
    private static final int LONGEST_REGISTERED = 512;
    private static final int LONGEST_BODY = 1600;
    private static final int MOST_ACTIONS = 20;

    private final List<FieldError> errors = new ArrayList<>();

    private TemplateChecks() {}

    /**
     * @throws InvalidRequestException with everything that is wrong
     */
    static void check(TemplateDraft draft) {
        TemplateChecks checks = new TemplateChecks();
        checks.named(draft);
        checks.content(draft.content());
        checks.finish();
    }

    /**
     * A submission with its name.
     *
     * @throws InvalidRequestException with everything that is wrong
     */
    static TemplateSubmission complete(TemplateSubmission submission, TemplateView template) {
        TemplateChecks checks = new TemplateChecks();
        String category =
                submission.category() == null ? "" : submission.category().toUpperCase(Locale.ROOT);
        String name = submission.name() == null ? registered(template.name()) : submission.name();
        if (!CATEGORIES.contains(category)) {
            checks.add("category", "CATEGORY_INVALID", "must be UTILITY, MARKETING or AUTHENTICATION");
        }
        if (!name.matches("[a-z0-9_]{1," + LONGEST_REGISTERED + "}")) {
            checks.add("name", "NAME_INVALID", "has lower-case letters, digits and underscores only");
        }
        checks.finish();
        return new TemplateSubmission(name, category);
    }

    private static String registered(String name) {
        String letters =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        return letters.isEmpty() ? "template" : letters;
    }

    private void named(TemplateDraft draft) {
        if (draft.name().isBlank() || draft.name().length() > LONGEST_NAME) {
            add("name", "NAME_INVALID", "has 1 to " + LONGEST_NAME + " characters");
        }
        if (!draft.language().matches("[a-z]{2,3}([_-][A-Za-z]{2,4})?")) {
            add("language", "LANGUAGE_INVALID", "must be a language tag such as de or en_US");
        }
    }

    private void content(TemplateContent content) {
        if (!content.type().matches("[a-z]+/[a-z-]+")) {
            add("type", "TYPE_INVALID", "must be a content type such as twilio/text");
        }
        if (content.body().isBlank()
                && content.mediaUrls().isEmpty()
                && content.actions().isEmpty()) {
            add("body", "BODY_REQUIRED", "A template needs a text, an attachment or a button");
        }
        if (content.body().length() > LONGEST_BODY) {
            add("body", "BODY_TOO_LONG", "has at most " + LONGEST_BODY + " characters");
        }
        if (!content.mediaUrls().stream().allMatch(url -> url.matches("(?i)https?://\\S+"))) {
            add("mediaUrls", "MEDIA_URL_INVALID", "An attachment needs an absolute http or https address");
        }
        actions(content.actions());
    }

    private void actions(List<Action> actions) {
        if (actions.size() > MOST_ACTIONS) {
            add("actions", "TOO_MANY_ACTIONS", "A template has at most " + MOST_ACTIONS + " buttons or entries");
        }
        if (actions.stream().anyMatch(action -> action.title().isBlank())) {
            add("actions", "TITLE_REQUIRED", "Every button and entry needs a title");
        }
    }

    private void add(String field, String code, String message) {
        errors.add(new FieldError(field, code, message));
    }

    private void finish() {
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
    }
}
