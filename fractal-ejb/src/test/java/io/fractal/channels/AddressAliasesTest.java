package io.fractal.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddressAliasesTest {

    @Test
    void allSpellingsOfANumberHaveOneIdentityAndKnowEachOther() {
        same("+5215512345678", "+525512345678");
        same("+5491123456789", "+541123456789");
        same("+5511987654321", "+551187654321");
    }

    @Test
    void otherAddressesStandForThemselves() {
        // a Brazilian landline, a German number, a short code, WhatsApp's user id, mail, a Mexican number of another
        // length
        List.of("+551132654321", "+491713920001", "12345", "BR.1A2B", "anna@example.org", "+52155123456789", "")
                .forEach(address -> {
                    assertEquals(address, AddressAliases.identity(address));
                    assertEquals(List.of(address), AddressAliases.spellings(address));
                });
    }

    private static void same(String longer, String shorter) {
        assertEquals(AddressAliases.identity(longer), AddressAliases.identity(shorter));
        assertEquals(Set.of(longer, shorter), Set.copyOf(AddressAliases.spellings(longer)));
        assertEquals(List.of(shorter, longer), AddressAliases.spellings(shorter));
    }
}
