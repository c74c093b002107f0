package io.fractal.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "/a\\b",
                "javascript:alert(1)",
                "unassigned",
                "/a b",
                "/a\r\nSet-Cookie: x=1",
                "/login",
                "/login?return=/login",
                "/ümlaut"
            })
    void onlyPathsOfOurOwnAreFollowed(String path) {
        assertTrue(ReturnPath.safe(path).isEmpty());
    }

    @Test
    void aPathWithAQueryIsKeptThroughTheSignInPage() {
        assertEquals("/login?return=%2Funassigned%3Fpage%3D2", ReturnPath.signIn("/unassigned?page=2"));
        assertEquals("/login", ReturnPath.signIn("/"));
        assertEquals("/login", ReturnPath.signIn("//evil.example"));
    }

    @Test
    void endlessPathsAreForgotten() {
        assertTrue(ReturnPath.safe("/" + "a".repeat(2_000)).isEmpty());
    }
}
