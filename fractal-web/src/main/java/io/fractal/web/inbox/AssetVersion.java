package io.fractal.web.inbox;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Names the present state of all assets by their content, so that browsers may keep them for ever and still get new ones at once. One
 * name for all, because modules import each other by relative paths.
 */
@ApplicationScoped
public class AssetVersion {

    static final String ROOT = "/assets/";
    private static final int SHOWN = 12;

    @Inject
    ServletContext context;

    private String version;

    @PostConstruct
    void read() {
        MessageDigest digest = sha256();
        files(ROOT, new TreeSet<>()).forEach(file -> add(file, digest));
        version = HexFormat.of().formatHex(digest.digest()).substring(0, SHOWN);
    }

    /** The name, twelve hexadecimal digits. */
    public String name() {
        return version;
    }

    /** Where the assets of this version are, without a slash at the end. */
    public String path() {
        return ROOT + version;
    }

    private SortedSet<String> files(String folder, SortedSet<String> found) {
        Set<String> inside = context.getResourcePaths(folder);
        if (inside != null) {
            for (String path : inside) {
                if (path.endsWith("/")) {
                    files(path, found);
                } else {
                    found.add(path);
                }
            }
        }
        return found;
    }

    private void add(String file, MessageDigest digest) {
        try (InputStream in = context.getResourceAsStream(file)) {
            digest.update(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("The asset " + file + " cannot be read", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
