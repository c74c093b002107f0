package io.fractal.launcher;

import java.util.List;

/**
 * The first user's sign-in. The application creates that user when there is none yet; here a password is proposed for it
 * if none is set. It is shown once and kept nowhere.
 */
final class FirstAdministrator {

    private static final String EMAIL = "FRACTAL_ADMIN_EMAIL";
    private static final String PASSWORD = "FRACTAL_ADMIN_PASSWORD";
    private static final String DEFAULT_EMAIL = "admin@fractal.local";
    private static final int LENGTH = 20;
    /** Set by the application when it has created the first user, to that user's e-mail address. */
    private static final String CREATED = "io.fractal.administrator.created";

    private final boolean proposed;

    private FirstAdministrator(boolean proposed) {
        this.proposed = proposed;
    }

    /** Fills in what is unset, as system properties. */
    static FirstAdministrator prepare(LaunchSettings settings) {
        if (settings.get(EMAIL).isEmpty()) {
            System.setProperty(EMAIL, DEFAULT_EMAIL);
        }
        boolean unset = settings.get(PASSWORD).isEmpty();
        if (unset) {
            System.setProperty(PASSWORD, Secrets.random().substring(0, LENGTH));
        }
        return new FirstAdministrator(unset);
    }

    /** What to tell about the sign-in, once the application runs. */
    List<String> describe(LaunchSettings settings) {
        String email = System.getProperty(CREATED);
        if (email == null) {
            return List.of("Sign-in    as set up at the first start (the password was shown then, or set by you)");
        }
        String password = proposed
                ? settings.get(PASSWORD).orElseThrow() + "   (shown this once: note it down)"
                : "as set in " + PASSWORD;
        return List.of("Sign-in    " + email, "Password   " + password);
    }
}
