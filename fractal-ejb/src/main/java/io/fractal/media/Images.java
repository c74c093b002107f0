package io.fractal.media;

import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Measures images and makes small ones of them: JPEG, PNG, GIF, BMP and WebP. A small file can claim to be a huge image, so the
 * claimed size is looked at before anything is decoded, and never more pixels are kept than the small image needs.
 */
final class Images {

    /** The longer edge of a thumbnail in pixels, enough for 320 on ordinary and for what bubbles show on dense screens. */
    static final int EDGE = 320;

    private static final long MOST_PIXELS = 50_000_000;
    /** The reader of WebP holds the whole image, whatever is asked of it. */
    private static final long MOST_PIXELS_WHOLE = 16_000_000;

    private static final float QUALITY = 0.82f;

    private Images() {}

    /** Width and height in pixels. */
    record Size(int width, int height) {

        long pixels() {
            return (long) width * height;
        }

        Size turned() {
            return new Size(height, width);
        }
    }

    /** The size of an image as it is shown; empty for what is no image that can be read here. */
    static Optional<Size> size(Content content) {
        try {
            return read(content, (reader, orientation) -> shown(size(reader), orientation));
        } catch (IOException | RuntimeException damaged) { // readers throw whatever a damaged file leads them to
            return Optional.empty();
        }
    }

    /**
     * A small picture of an image.
     *
     * @return empty when it is no image that can be read here, or one with too many pixels
     * @throws IOException when the image is damaged
     */
    static Optional<Thumbnail> thumbnail(Content content) throws IOException {
        Optional<BufferedImage> small = read(content, (reader, orientation) -> {
            long most = reader.getOriginatingProvider() instanceof WebPImageReaderSpi ? MOST_PIXELS_WHOLE : MOST_PIXELS;
            return size(reader).pixels() > most ? null : shrunk(coarse(reader), orientation);
        });
        return small.isPresent() ? Optional.of(written(small.get())) : Optional.empty();
    }

    /** Something that is read of an image. */
    private interface Reading<T> {

        /** What is read, or {@code null} for nothing. */
        T of(ImageReader reader, int orientation) throws IOException;
    }

    private static <T> Optional<T> read(Content content, Reading<T> reading) throws IOException {
        try (InputStream bytes = content.open();
                ImageInputStream in = new MemoryCacheImageInputStream(bytes)) {
            Optional<ImageReader> found = reader(in);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            ImageReader reader = found.get();
            try {
                int orientation = orientation(in);
                reader.setInput(in, true, true);
                return Optional.ofNullable(reading.of(reader, orientation));
            } finally {
                reader.dispose();
            }
        }
    }

    /** The readers of the JDK, and the one for WebP; made here, as the JDK's registry belongs to the whole server. */
    private static Optional<ImageReader> reader(ImageInputStream in) throws IOException {
        WebPImageReaderSpi webp = new WebPImageReaderSpi();
        if (webp.canDecodeInput(in)) {
            return Optional.of(webp.createReaderInstance(null));
        }
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        return readers.hasNext() ? Optional.of(readers.next()) : Optional.empty();
    }

    private static Size size(ImageReader reader) throws IOException {
        return new Size(reader.getWidth(0), reader.getHeight(0));
    }

    private static Size shown(Size stored, int orientation) {
        return orientation >= 5 ? stored.turned() : stored;
    }

    /** How the camera was held, as EXIF numbers it: 1 for upright, also when nothing is said. */
    private static int orientation(ImageInputStream in) throws IOException {
        in.mark();
        try {
            List<JPEGSegment> segments = JPEGSegmentUtil.readSegments(in, JPEG.APP1, "Exif");
            return segments.isEmpty() ? 1 : orientation(segments.get(0));
        } catch (IOException | RuntimeException noJpegOrDamaged) {
            return 1;
        } finally {
            in.reset();
        }
    }

    private static int orientation(JPEGSegment exif) throws IOException {
        try (InputStream data = exif.data()) {
            data.skipNBytes(1); // a filling byte before the TIFF structure
            Directory directory = new TIFFReader().read(new MemoryCacheImageInputStream(data));
            Entry entry = directory.getEntryById(TIFF.TAG_ORIENTATION);
            int value = entry != null && entry.getValue() instanceof Number number ? number.intValue() : 1;
            return value >= 1 && value <= 8 ? value : 1;
        }
    }

    /** The image with only so many of its pixels that two remain for each of the small one. */
    private static BufferedImage coarse(ImageReader reader) throws IOException {
        Size size = size(reader);
        int step = Math.max(1, Math.max(size.width(), size.height()) / (2 * EDGE));
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        return plain(reader.read(0, parameters));
    }

    /** The same pixels in the one form that everything else works on, whatever form the file had. */
    private static BufferedImage plain(BufferedImage image) {
        boolean transparent = image.getColorModel().hasAlpha();
        BufferedImage plain = new BufferedImage(
                image.getWidth(),
                image.getHeight(),
                transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            int[] row = image.getRGB(0, y, image.getWidth(), 1, null, 0, image.getWidth());
            plain.setRGB(0, y, image.getWidth(), 1, row, 0, image.getWidth());
        }
        return plain;
    }

    /** Without a graphics context, which would look for the fonts and the screen of the server. */
    private static BufferedImage shrunk(BufferedImage image, int orientation) {
        double scale = Math.min(1, (double) EDGE / Math.max(image.getWidth(), image.getHeight()));
        Size small = new Size(scaled(image.getWidth(), scale), scaled(image.getHeight(), scale));
        Size shown = shown(small, orientation);
        AffineTransform transform = upright(small, orientation);
        transform.scale((double) small.width() / image.getWidth(), (double) small.height() / image.getHeight());
        BufferedImage result = new BufferedImage(shown.width(), shown.height(), image.getType());
        return new AffineTransformOp(transform, AffineTransformOp.TYPE_BILINEAR).filter(image, result);
    }

    private static int scaled(int length, double scale) {
        return Math.max(1, (int) Math.round(length * scale));
    }

    /** What brings an image of this size upright. Source: CIPA DC-008 (EXIF), tag Orientation. */
    private static AffineTransform upright(Size size, int orientation) {
        int w = size.width();
        int h = size.height();
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
            default -> new AffineTransform();
        };
    }

    private static Thumbnail written(BufferedImage image) throws IOException {
        String format = image.getColorModel().hasAlpha() ? "png" : "jpeg";
        ImageWriter writer = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), format)
                .next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(QUALITY);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return new Thumbnail(bytes.toByteArray(), "image/" + format);
    }
}
