package io.fractal.web.security;

import java.util.List;

/**
 * Decides whether a request may pass, before anything looks at what it asks for. Whatever is not said to be open needs somebody
 * signed in; cookies alone never change anything, because a foreign page can make a browser send them.
 */
final class Gate {

    /** What happens to a request. */
    enum Decision {
        /** It goes on. */
        PASS,
        /** 401. */
        UNAUTHENTICATED,
        /** 403: it may come from a foreign page. */
        FORGED,
        /** To the sign-in page. */
        SIGN_IN
    }

    /** Places that judge for themselves, or that hold nothing of anybody's. */
    private static final List<String> OPEN = List.of(
            "/api/docs",
            "/assets",
            "/error",
            "/error.css",
            "/favicon.ico",
            "/favicon.svg",
            "/health",
            "/jakarta.faces.resource",
            "/media", // signed links
            "/openapi",
            "/robots.txt",
            "/webhooks");

    /** Doors of providers that stand among the addresses of the interface: these alone, and nothing below them. */
    private static final List<String> OPEN_ALONE = List.of("/api/webhooks/twilio");

    /** Where one comes in: for whoever posts there. */
    private static final List<String> ENTRANCES =
            List.of("/api/session", "/api/auth/signup", "/api/auth/signin", "/api/auth/refresh");

    /** Pages for people who are not signed in. */
    private static final List<String> OPEN_PAGES = List.of("/login", "/login.xhtml", "/signup", "/signup.xhtml");

    private Gate() {}

    /** Whether nobody needs to be known at a path: then the credentials are not even looked up. */
    static boolean needsNobody(String path) {
        return OPEN_ALONE.contains(path)
                || OPEN.stream().anyMatch(place -> path.equals(place) || path.startsWith(place + "/"));
    }

    static Decision decide(Attempt attempt) {
        if (needsNobody(attempt.path())) {
            return Decision.PASS;
        }
        if (attempt.isBelow("/api")) {
            return api(attempt);
        }
        if (attempt.isBelow("/ws")) {
            return socket(attempt);
        }
        return page(attempt);
    }

    /** Whoever has the link of an invitation may look at it and follow it, signed in or not. */
    private static boolean byInvitation(Attempt attempt) {
        return attempt.path().matches("/api/invitations/[^/]+(/accept)?");
    }

    private static Decision api(Attempt attempt) {
        boolean signingIn =
                ENTRANCES.contains(attempt.path()) && attempt.method().equals("POST");
        if (signingIn) {
            return attempt.originAllowed() ? Decision.PASS : Decision.FORGED;
        }
        if (!attempt.signedIn() && byInvitation(attempt)) {
            return attempt.changes() && !attempt.originAllowed() ? Decision.FORGED : Decision.PASS;
        }
        if (!attempt.signedIn()) {
            return Decision.UNAUTHENTICATED;
        }
        boolean forged = attempt.changes() && attempt.byCookie() && !(attempt.marked() && attempt.originAllowed());
        return forged ? Decision.FORGED : Decision.PASS;
    }

    private static Decision socket(Attempt attempt) {
        if (!attempt.signedIn()) {
            return Decision.UNAUTHENTICATED;
        }
        return attempt.byCookie() && !attempt.originAllowed() ? Decision.FORGED : Decision.PASS;
    }

    private static Decision page(Attempt attempt) {
        if (attempt.changes() && !attempt.originAllowed()) {
            return Decision.FORGED;
        }
        if (OPEN_PAGES.contains(attempt.path()) || attempt.signedIn()) {
            return Decision.PASS;
        }
        return attempt.changes() || attempt.partial() ? Decision.UNAUTHENTICATED : Decision.SIGN_IN;
    }
}
