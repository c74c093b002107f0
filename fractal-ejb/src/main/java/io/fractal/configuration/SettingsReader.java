package io.fractal.configuration;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads and checks all settings in one go, so that an operator learns of every wrong one at once. Used once and thrown away. */
final class SettingsReader {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Pattern API_KEY = Pattern.compile("fk_[A-Za-z0-9_-]{20,200}");
    private static final int SHORTEST_PASSWORD = 10;
    private static final int MEBIBYTE = 1024 * 1024;

    private final Function<String, Optional<String>> source;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param source a setting by its environment-variable name
     */
    SettingsReader(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /**
     * Reads everything.
     *
     * @throws InvalidSettingsException when a setting is wrong
     */
    SettingsValues read() {
        int port = number("PORT", 8080, 1, 65535);
        String publicUrl = publicUrl(port);
        TwilioSettingsReader twilioReader = new TwilioSettingsReader(this);
        boolean sandboxOn = twilioReader.sandboxOn();
        Path home = home();
        SettingsValues.Secrets secrets = new SecretsReader(this, home, sandboxOn).read();
        TwilioSettings twilio = sandboxOn
                ? twilioReader.sandbox(secrets.webhookSigning(), "http://127.0.0.1:" + port)
                : twilioReader.real();
        SettingsValues values = new SettingsValues(
                publicUrl,
                sandboxOn,
                twilio,
                home,
                matching("FRACTAL_ADMIN_EMAIL", EMAIL, "an email address, for example admin@example.com"),
                adminPassword(),
                matching("FRACTAL_API_KEY", API_KEY, "fk_ followed by 20 to 200 letters, digits, - or _"),
                secrets,
                databaseUrl(),
                Duration.ofSeconds(number("FRACTAL_DATABASE_WAIT_SECONDS", 60, 0, 3600)),
                number("FRACTAL_OUTBOX_WORKERS", 8, 1, 64),
                number("FRACTAL_API_RATE", 0, 0, 100_000_000),
                trustedProxies(),
                signUpOpen(),
                defaultRegion(),
                timeZone(),
                number("FRACTAL_MEDIA_MAX_BYTES", 16 * MEBIBYTE, 1024, 100 * MEBIBYTE),
                sandboxOn ? PluginSettings.withSandbox(this::get, twilio) : PluginSettings.of(this::get));
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return values;
    }

    /** The value of a setting without surrounding blanks; empty when unset or blank. */
    Optional<String> get(String name) {
        return source.apply(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The value of the first of these settings that is set. */
    Optional<String> first(String... names) {
        return List.of(names).stream().flatMap(name -> get(name).stream()).findFirst();
    }

    /** Notes one wrong setting: a sentence with its name that says what to do, without the value of a secret. */
    void problem(String sentence) {
        problems.add(sentence);
    }

    /** A setting that has to look a certain way. */
    Optional<String> matching(String name, Pattern form, String description) {
        Optional<String> value = get(name);
        if (value.isPresent() && !form.matcher(value.get()).matches()) {
            problem(name + " is wrong: it must be " + description + ".");
        }
        return value;
    }

    private List<AddressRange> trustedProxies() {
        List<AddressRange> ranges = new ArrayList<>();
        for (String text : get("FRACTAL_TRUSTED_PROXIES")
                .map(list -> list.split("[,\\s]+"))
                .orElse(new String[0])) {
            AddressRange.parse(text)
                    .ifPresentOrElse(
                            ranges::add,
                            () -> problem("FRACTAL_TRUSTED_PROXIES is wrong: " + text
                                    + " is neither an address nor a range; write them in numbers, separated by commas,"
                                    + " for example 10.0.0.0/8, 192.0.2.7."));
        }
        return List.copyOf(ranges);
    }

    private String publicUrl(int port) {
        String name = get("APP_URL").isPresent() ? "APP_URL" : "BASE_URL";
        String url = get(name).orElse("http://localhost:" + port).replaceAll("/+$", "");
        if (!isWebAddress(url)) {
            problem(name + " is wrong: write the public address of Fractal, for example https://hub.example.com.");
        }
        return url;
    }

    /** Whether a text is an absolute http or https address without query and fragment. */
    static boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            return Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private Path home() {
        Path home =
                Path.of(get("FRACTAL_HOME").orElse(".fractal")).toAbsolutePath().normalize();
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            problem("FRACTAL_HOME is wrong: the folder " + home
                    + " cannot be created; name a folder that Fractal's user can write.");
            return home;
        }
        if (!Files.isWritable(home)) {
            problem("FRACTAL_HOME is wrong: the folder " + home
                    + " cannot be written; give it to Fractal's user or name another.");
        }
        return home;
    }

    private Optional<String> adminPassword() {
        Optional<String> password = get("FRACTAL_ADMIN_PASSWORD");
        if (password.isPresent() && password.get().length() < SHORTEST_PASSWORD) {
            problem("FRACTAL_ADMIN_PASSWORD is too short: give it at least " + SHORTEST_PASSWORD + " characters.");
        }
        return password;
    }

    private boolean signUpOpen() {
        return matching("FRACTAL_SIGNUP", Pattern.compile("open|invite"), "open or invite")
                .filter("open"::equals)
                .isPresent();
    }

    private DatabaseUrl databaseUrl() {
        Optional<String> url = get("DATABASE_URL");
        if (url.isEmpty()) {
            problem(
                    "DATABASE_URL is not set: write where PostgreSQL is, for example postgresql://user:password@host:5432/database.");
            return null;
        }
        try {
            return DatabaseUrl.parse(url.get());
        } catch (IllegalArgumentException e) {
            problem(e.getMessage());
            return null;
        }
    }

    private String defaultRegion() {
        String region = get("FRACTAL_DEFAULT_REGION").orElse("DE");
        if (!Set.of(Locale.getISOCountries()).contains(region)) {
            problem("FRACTAL_DEFAULT_REGION is wrong: write the two capital letters of a country, for example DE.");
        }
        return region;
    }

    private ZoneId timeZone() {
        try {
            return ZoneId.of(get("FRACTAL_TIME_ZONE").orElse("Europe/Berlin"));
        } catch (DateTimeException e) {
            problem("FRACTAL_TIME_ZONE is wrong: write the name of a time zone, for example Europe/Berlin.");
            return ZoneId.of("UTC");
        }
    }

    private int number(String name, int otherwise, int least, int most) {
        Optional<String> text = get(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (text.get().matches("\\d{1,9}")) {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        }
        problem(name + " is wrong: it must be a whole number from " + least + " to " + most + ".");
        return otherwise;
    }
}
