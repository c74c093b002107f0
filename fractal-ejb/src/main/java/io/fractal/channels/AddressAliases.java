package io.fractal.channels;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Several spellings of one telephone number, of which no network knows only one: Mexico's mobile numbers once had a 1 behind the country
 * code, Brazil's have got a ninth digit in front, and Argentina's carry a 9 when they are called from abroad. Providers still deliver
 * both. People and consents are found by the one spelling that stands for all of them.
 */
public final class AddressAliases {

    /** With the digits in question, and without; the group holds what both have in common behind the prefix. */
    private record Country(Pattern longer, Pattern shorter, String longerPrefix, String shorterPrefix) {}

    /** Mexico, until 2019: +52 1 and ten digits. */
    private static final Country MEXICO =
            new Country(Pattern.compile("\\+521([0-9]{10})"), Pattern.compile("\\+52([0-9]{10})"), "+521", "+52");

    /** Argentina: +54 9 and ten digits for mobile numbers. */
    private static final Country ARGENTINA =
            new Country(Pattern.compile("\\+549([0-9]{10})"), Pattern.compile("\\+54([0-9]{10})"), "+549", "+54");

    /** Brazil: mobile numbers had eight digits that begin with 6 to 9, and got a 9 in front of them behind the area code. */
    private static final Pattern BRAZIL_LONGER = Pattern.compile("(\\+55[0-9]{2})9([6-9][0-9]{7})");

    private static final Pattern BRAZIL_SHORTER = Pattern.compile("(\\+55[0-9]{2})([6-9][0-9]{7})");

    private AddressAliases() {}

    /**
     * The spelling that stands for all spellings of an address, for comparing and locking; not always one that can be written to. The
     * database computes the same for {@code contact_address.identity}.
     *
     * @param address a canonical address of any channel
     */
    public static String identity(String address) {
        Matcher brazil = BRAZIL_LONGER.matcher(address);
        if (brazil.matches()) {
            return brazil.group(1) + brazil.group(2);
        }
        return shortened(MEXICO, shortened(ARGENTINA, address));
    }

    /** A number as it is dialled today: without the 1 that nobody in Mexico has dialled since 2019. Anything else stays as it is. */
    static String dialled(String address) {
        return shortened(MEXICO, address.replaceAll("[\\s()./-]", ""));
    }

    /** Every spelling of an address, this one first. */
    public static List<String> spellings(String address) {
        String identity = identity(address);
        List<String> spellings = new ArrayList<>(List.of(address));
        List.of(identity, lengthened(identity)).stream()
                .filter(spelling -> !spellings.contains(spelling))
                .forEach(spellings::add);
        return List.copyOf(spellings);
    }

    private static String shortened(Country country, String address) {
        Matcher longer = country.longer().matcher(address);
        return longer.matches() ? country.shorterPrefix() + longer.group(1) : address;
    }

    private static String lengthened(String identity) {
        Matcher brazil = BRAZIL_SHORTER.matcher(identity);
        if (brazil.matches()) {
            return brazil.group(1) + "9" + brazil.group(2);
        }
        for (Country country : List.of(MEXICO, ARGENTINA)) {
            Matcher shorter = country.shorter().matcher(identity);
            if (shorter.matches()) {
                return country.longerPrefix() + shorter.group(1);
            }
        }
        return identity;
    }
}
