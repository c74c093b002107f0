package io.fractal.web.inbox;

import io.fractal.configuration.Settings;
import io.fractal.identity.Caller;
import io.fractal.web.security.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Locale;
import java.util.function.Function;

/** What the frame of every page shows; {@code page} in the pages. Without a caller, as on the sign-in page, the user's texts are empty. */
@Named("page")
@RequestScoped
public class PageFrame {

    @Inject
    Preferences preferences;

    @Inject
    AssetVersion assets;

    @Inject
    Settings settings;

    @Inject
    CurrentCaller caller;

    /** The language of this page's texts. */
    public Locale getLocale() {
        return preferences.locale();
    }

    /** The same as a language tag, for the document. */
    public String getLanguage() {
        return preferences.locale().getLanguage();
    }

    /** The language one can switch to. */
    public String getOtherLanguage() {
        return getLanguage().equals("de") ? "en" : "de";
    }

    /** {@code light}, {@code dark} or {@code system}. */
    public String getTheme() {
        return preferences.theme();
    }

    /** Where this version's styles, scripts and fonts are, without a slash at the end. */
    public String getAssets() {
        return assets.path();
    }

    /** Whether messages go to the sandbox instead of to people. */
    public boolean isSandbox() {
        return settings.sandboxOn();
    }

    /** Whether anybody may make an account. */
    public boolean isSignUpOpen() {
        return settings.signUpOpen();
    }

    /** The caller's name. */
    public String getUserName() {
        return ofCaller(Caller::name);
    }

    /** The caller's email address. */
    public String getUserEmail() {
        return ofCaller(Caller::email);
    }

    /** One or two letters that stand for the caller. */
    public String getUserInitials() {
        return Initials.of(getUserName());
    }

    private String ofCaller(Function<Caller, String> part) {
        return caller.find().map(part).orElse("");
    }
}
