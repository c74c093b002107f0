package io.fractal.identity;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PasswordHashTest {

    /** RFC 7914, section 11: PBKDF2-HMAC-SHA-256 (P="Password", S="NaCl", c=80000, dkLen=64), the first 32 bytes. */
    private static final String KNOWN = "pbkdf2-sha256$80000$TmFDbA$TdzY9guYviGDDO5e8icB+WQaRBjQTAQUrv8Ih2s0q1Y";

    @Test
    void aHashFitsItsPasswordOnly() {
        String hash = PasswordHash.of("pässword");

        assertTrue(PasswordHash.matches("pässword", hash));
        assertFalse(PasswordHash.matches("passwörd", hash));
        assertNotEquals(hash, PasswordHash.of("pässword"), "the salt is new each time");
    }

    @Test
    void aHashWithOtherParametersIsStillUnderstood() {
        assertTrue(PasswordHash.matches("Password", KNOWN));
        assertFalse(PasswordHash.matches("password", KNOWN));
    }

    @Test
    void anythingElseIsNoHash() {
        assertThrows(IllegalArgumentException.class, () -> PasswordHash.matches("x", "plain"));
    }
}
