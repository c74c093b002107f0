package io.fractal.media;

/** Makes names of files harmless. */
final class FileNames {

    private static final int LONGEST = 120;

    private FileNames() {}

    /**
     * A name that is safe in any file system and header: without folders, control and direction marks, and with an ending that a
     * download's opener can go by.
     *
     * @param stated what it is said to be called, or {@code null}
     */
    static String of(String stated, String contentType) {
        String bare = stated == null ? "" : stated;
        bare = bare.substring(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('\\')) + 1)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}]", "")
                .replaceAll("[<>:\"|?*%;]", "_")
                .strip()
                .replaceAll("^\\.+|\\.+$", "");
        String ending = ContentTypes.ending(contentType);
        if (bare.isEmpty()) {
            bare = family(contentType);
        }
        boolean ended = bare.matches(".*\\.[A-Za-z0-9]{1,8}");
        return ended ? shortened(bare, bare.substring(bare.lastIndexOf('.'))) : shortened(bare + ending, ending);
    }

    private static String shortened(String name, String ending) {
        if (name.codePointCount(0, name.length()) <= LONGEST) {
            return name;
        }
        String stem = name.substring(0, name.length() - ending.length());
        return stem.substring(0, stem.offsetByCodePoints(0, LONGEST - ending.length())) + ending;
    }

    private static String family(String contentType) {
        String family = contentType.substring(0, contentType.indexOf('/'));
        return family.equals("application") || family.equals("text") ? "document" : family;
    }
}
