package io.fractal.configuration;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * All settings, typed, read once from MicroProfile Config (environment variables first of all). The first use checks every one of
 * them; wrong ones stop the start with a sentence each that names the setting and says what to do. Safe for use from several threads.
 */
@ApplicationScoped
public class Settings {

    private static final System.Logger LOG = System.getLogger(Settings.class.getName());

    private SettingsValues values;

    /** For the container, which then lets {@link #read()} fill it. */
    public Settings() {}

    private Settings(SettingsValues values) {
        this.values = values;
    }

    /**
     * Settings from given values instead of the environment.
     *
     * @param values settings by their environment-variable names
     * @throws InvalidSettingsException when one is wrong
     */
    public static Settings of(Map<String, String> values) {
        return new Settings(new SettingsReader(name -> Optional.ofNullable(values.get(name))).read());
    }

    @PostConstruct
    void read() {
        try {
            values = new SettingsReader(name -> ConfigProvider.getConfig().getOptionalValue(name, String.class)).read();
        } catch (InvalidSettingsException e) {
            LOG.log(System.Logger.Level.ERROR, e.getMessage());
            throw e;
        }
    }

    /** The address under which people and providers reach Fractal, without a trailing slash. */
    public String publicUrl() {
        return values.publicUrl();
    }

    /** Whether the built-in Twilio sandbox stands in for Twilio. */
    public boolean sandboxOn() {
        return values.sandboxOn();
    }

    /** The Twilio account to use; with the sandbox on, the sandbox's own. */
    public TwilioSettings twilio() {
        return values.twilio();
    }

    /** The data folder, absolute; it exists and can be written. */
    public Path home() {
        return values.home();
    }

    /** The first user's email address, if set. */
    public Optional<String> adminEmail() {
        return values.adminEmail();
    }

    /** The first user's password, if set. A secret. */
    public Optional<String> adminPassword() {
        return values.adminPassword();
    }

    /** An API key for automation that is to work from the start, if set. A secret. */
    public Optional<String> firstApiKey() {
        return values.firstApiKey();
    }

    /** The secret under which API keys are hashed, at least 32 characters. */
    public String apiKeySecret() {
        return values.secrets().apiKey();
    }

    /** The secret with which Fractal signs webhooks of its own, at least 32 characters. */
    public String webhookSigningSecret() {
        return values.secrets().webhookSigning();
    }

    /** The secret with which Fractal signs tokens, at least 32 characters. */
    public String jwtSecret() {
        return values.secrets().jwt();
    }

    /** Where the database is. */
    public DatabaseUrl databaseUrl() {
        return values.databaseUrl();
    }

    /** How long the start waits for the database. */
    public Duration databaseWait() {
        return values.databaseWait();
    }

    /** How many pieces of outbox work this node does at the same time. */
    public int outboxWorkers() {
        return values.outboxWorkers();
    }

    /** The most requests to the API that one caller may make within a minute on this node; 0 when there is no limit. */
    public int apiRate() {
        return values.apiRate();
    }

    /** The proxies that are believed when they tell for whom they call. */
    public List<AddressRange> trustedProxies() {
        return values.trustedProxies();
    }

    /** Whether anybody may make an account; otherwise it takes an invitation. */
    public boolean signUpOpen() {
        return values.signUpOpen();
    }

    /** The country whose way of writing phone numbers is assumed for numbers without a country code, ISO 3166-1 alpha-2. */
    public String defaultRegion() {
        return values.defaultRegion();
    }

    /** The time zone of the first workspace. */
    public ZoneId timeZone() {
        return values.timeZone();
    }

    /** The size in bytes up to which media are taken in, uploaded or received. */
    public int mediaMaxBytes() {
        return values.mediaMaxBytes();
    }

    /**
     * A setting by its name, for plugins: those of providers and of plugins only ({@code TWILIO_*}, {@code SENDGRID_*},
     * {@code RESEND_*}, {@code FRACTAL_PLUGIN_*}), never a secret of Fractal itself. With the sandbox on, the Twilio settings are the
     * sandbox's.
     *
     * @param name the environment-variable name
     * @return the value, or empty when it is unset, blank, or not for plugins
     */
    public Optional<String> raw(String name) {
        return values.plugins().setting(name);
    }
}
