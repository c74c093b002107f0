package io.fractal.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ImagesTest {

    @Test
    void thumbnailsKeepTheShapeAndTheColours() throws IOException {
        BufferedImage small = thumbnail(Samples.jpeg(2400, 1200), "image/jpeg");

        assertEquals(320, small.getWidth());
        assertEquals(160, small.getHeight());
        assertTrue(isRed(small.getRGB(40, 80)));
        assertTrue(isBlue(small.getRGB(280, 80)));
    }

    @Test
    void smallImagesAreNotBlownUp() throws IOException {
        BufferedImage small = thumbnail(Samples.png(40, 20), "image/png");

        assertEquals(40, small.getWidth());
        assertEquals(20, small.getHeight());
    }

    @Test
    void everyKindOfImageThatPhonesSendCanBeMeasuredAndMadeSmall() throws IOException {
        assertEquals(Optional.of(new Images.Size(1, 1)), Images.size(Content.of(Samples.WEBP)));
        assertEquals(1, thumbnail(Samples.WEBP, null).getWidth());
        assertEquals(Optional.of(new Images.Size(700, 500)), Images.size(Content.of(Samples.gif(700, 500))));
        assertEquals(320, thumbnail(Samples.gif(700, 500), "image/jpeg").getWidth());
        assertEquals(Optional.empty(), Images.size(Content.of(Samples.pdf())));
        assertEquals(Optional.empty(), Images.thumbnail(Content.of(Samples.pdf())));
    }

    @Test
    void imagesStandUprightHoweverTheCameraWasHeld() throws IOException {
        byte[] jpeg = Samples.jpeg(640, 320);
        assertEquals(new Images.Size(320, 640), size(Samples.held(jpeg, 6)));
        assertEquals(new Images.Size(640, 320), size(Samples.held(jpeg, 3)));

        // held so that its left is on top
        BufferedImage right = thumbnail(Samples.held(jpeg, 6), "image/jpeg");
        assertEquals(160, right.getWidth());
        assertEquals(320, right.getHeight());
        assertTrue(isRed(right.getRGB(80, 40)));
        assertTrue(isBlue(right.getRGB(80, 280)));

        BufferedImage left = thumbnail(Samples.held(jpeg, 8), "image/jpeg");
        assertTrue(isBlue(left.getRGB(80, 40)));
        assertTrue(isRed(left.getRGB(80, 280)));

        BufferedImage overhead = thumbnail(Samples.held(jpeg, 3), "image/jpeg");
        assertTrue(isBlue(overhead.getRGB(40, 80)));
        assertTrue(isRed(overhead.getRGB(280, 80)));

        BufferedImage mirrored = thumbnail(Samples.held(jpeg, 2), "image/jpeg");
        assertTrue(isBlue(mirrored.getRGB(40, 80)));
    }

    @Test
    void aSmallFileThatClaimsToBeHugeIsNotDecoded() throws IOException {
        byte[] bomb = Samples.pngThatClaims(30_000, 30_000);

        assertEquals(new Images.Size(30_000, 30_000), size(bomb));
        assertEquals(Optional.empty(), Images.thumbnail(Content.of(bomb)));
    }

    @Test
    void aDamagedImageIsToldAndNotMeasuredWrongly() {
        byte[] jpeg = Samples.jpeg(640, 320);

        assertEquals(Optional.empty(), Images.size(Content.of(Arrays.copyOf(jpeg, 30))));
        assertThrows(IOException.class, () -> Images.thumbnail(Content.of(Samples.pngThatClaims(100, 100))));
    }

    private static Images.Size size(byte[] image) {
        return Images.size(Content.of(image)).orElseThrow();
    }

    private static BufferedImage thumbnail(byte[] image, String type) throws IOException {
        Thumbnail thumbnail = Images.thumbnail(Content.of(image)).orElseThrow();
        if (type != null) {
            assertEquals(type, thumbnail.contentType());
        }
        return ImageIO.read(new ByteArrayInputStream(thumbnail.bytes()));
    }

    private static boolean isRed(int argb) {
        return (argb >> 16 & 0xFF) > 150 && (argb & 0xFF) < 100;
    }

    private static boolean isBlue(int argb) {
        return (argb & 0xFF) > 150 && (argb >> 16 & 0xFF) < 100;
    }
}
