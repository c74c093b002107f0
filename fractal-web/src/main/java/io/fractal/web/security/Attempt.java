package io.fractal.web.security;

/**
 * What the gates need to know of a request to let it pass or not.
 *
 * @param method the HTTP method in upper case
 * @param path the path, decoded and normalised by the server, without path parameters
 * @param signedIn whether valid credentials came with it
 * @param byCookie whether those credentials were a session cookie, which browsers send without being asked
 * @param originAllowed whether {@link OriginRule} allows it
 * @param marked whether it carries {@code X-Requested-With: fractal}, which a foreign page cannot send unasked
 * @param partial whether it is a Faces partial request, whose caller cannot follow a redirect to another page
 */
record Attempt(
        String method,
        String path,
        boolean signedIn,
        boolean byCookie,
        boolean originAllowed,
        boolean marked,
        boolean partial) {

    boolean changes() {
        return !(method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS"));
    }

    boolean isBelow(String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }
}
