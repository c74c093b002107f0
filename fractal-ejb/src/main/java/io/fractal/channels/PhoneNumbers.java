package io.fractal.channels;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Telephone numbers in the one spelling that is kept and compared (E.164), and in the one that people read. */
public final class PhoneNumbers {

    private static final int SHORTEST = 7;

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final PhoneNumberToTimeZonesMapper ZONES = PhoneNumberToTimeZonesMapper.getInstance();

    private static final int LONGEST_REMEMBERED = 32;
    private static final int MOST_REMEMBERED = 20_000;

    /** The same few thousand numbers come again and again, and reading one takes longer than anything else on a message's way. */
    private static final Map<Spelling, Optional<String>> KNOWN = new ConcurrentHashMap<>();

    private record Spelling(String input, String region) {}

    private PhoneNumbers() {}

    /**
     * The E.164 form of a number in any spelling.
     *
     * @param input what somebody typed, or a provider sent; may be {@code null}
     * @param defaultRegion the region (ISO 3166-1 alpha-2) that numbers without a country code belong to
     * @return the canonical form, or empty when no telephone network could have such a number
     */
    public static Optional<String> canonical(String input, String defaultRegion) {
        if (input == null || input.length() > LONGEST_REMEMBERED) {
            return reckoned(input, defaultRegion);
        }
        Spelling spelling = new Spelling(input, defaultRegion);
        Optional<String> known = KNOWN.get(spelling);
        return known == null ? remembered(spelling) : known;
    }

    private static Optional<String> remembered(Spelling spelling) {
        Optional<String> canonical = reckoned(spelling.input(), spelling.region());
        if (KNOWN.size() >= MOST_REMEMBERED) {
            KNOWN.clear();
        }
        KNOWN.put(spelling, canonical);
        return canonical;
    }

    private static Optional<String> reckoned(String input, String defaultRegion) {
        return parsed(input, defaultRegion).map(number -> NUMBERS.format(number, PhoneNumberFormat.E164));
    }

    /** The digits of a region's country code, such as {@code 49} for {@code DE}; {@code 0} for a region without one. */
    public static String countryCode(String region) {
        return Integer.toString(NUMBERS.getCountryCodeForRegion(region));
    }

    /** How people write an E.164 number: {@code +49 1713 920001}. Anything else comes back as it is. */
    public static String formatted(String address) {
        return parsed(address, "ZZ")
                .map(number -> NUMBERS.format(number, PhoneNumberFormat.INTERNATIONAL))
                .orElse(address);
    }

    /** Whether calling, or writing to, an E.164 number costs the caller nothing. */
    public static boolean isTollFree(String address) {
        return parsed(address, "ZZ")
                .filter(number -> NUMBERS.getNumberType(number) == PhoneNumberType.TOLL_FREE)
                .isPresent();
    }

    /** The country that an E.164 number belongs to, ISO 3166-1 alpha-2; empty when it is no number, or of none. */
    public static Optional<String> region(String address) {
        return parsed(address, "ZZ")
                .map(NUMBERS::getRegionCodeForNumber)
                .filter(region -> region != null && !region.equals("ZZ") && !region.equals("001"));
    }

    /** The time zones that an E.164 number may be in; empty when nothing is known of it. */
    public static List<ZoneId> timeZones(String address) {
        return parsed(address, "ZZ").map(ZONES::getTimeZonesForNumber).orElse(List.of()).stream()
                .filter(zone -> !zone.equals(PhoneNumberToTimeZonesMapper.getUnknownTimeZone()))
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(ZoneId::of)
                .toList();
    }

    /** Country code and number together have at least seven digits everywhere; less is a piece of a number. */
    private static boolean isReachable(PhoneNumber number) {
        return NUMBERS.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                && NUMBERS.format(number, PhoneNumberFormat.E164).length() > SHORTEST;
    }

    /**
     * A number counts when its length is possible, not only when its range is in use: ranges open faster than the library's tables.
     * Letters are refused, although vanity numbers have them: names are typed into the same field.
     */
    private static Optional<PhoneNumber> parsed(String input, String region) {
        if (input == null || input.isBlank() || input.chars().anyMatch(Character::isLetter)) {
            return Optional.empty();
        }
        try {
            PhoneNumber number = NUMBERS.parse(input, region);
            return isReachable(number) ? Optional.of(number) : Optional.empty();
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }
}
