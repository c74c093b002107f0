package io.fractal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A picture that somebody sends is seen in its bubble. */
@ExtendWith({FractalExtension.class, BrowserExtension.class})
class PictureIT {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 600;

    private final Browser browser;
    private final RunningFractal fractal;

    PictureIT(Browser browser, RunningFractal fractal) {
        this.browser = browser;
        this.fractal = fractal;
    }

    @Test
    void a_picture_sent_from_the_phone_stands_in_the_bubble_and_opens_in_full() throws IOException {
        String text = Handset.text("This is how it arrived");
        FilePayload picture = new FilePayload("parcel.png", "image/png", picture());
        // what people send is shown in an origin of its own, which gets no sign from the browser's tab
        try (Person agent = Person.atADesk(browser, fractal).expects("favicon.ico");
                Person customer = Person.withAPhone(browser, fractal)) {
            InboxView inbox = agent.signsIn();
            PhoneView phone = PhoneView.open(customer);
            phone.picks(Handset.newNumber(), "SMS");
            phone.types(text);
            phone.page().locator("#file").setInputFiles(picture);
            inbox.opens(text);

            Locator thumbnail = inbox.bubble(text).locator("a.media-picture img");
            assertThat(thumbnail).isVisible();
            thumbnail.evaluate("image => image.decode()");
            assertTrue(width(thumbnail) <= 320, "the whole picture where a small one will do");
            Page opened = agent.page().waitForPopup(thumbnail::click);
            opened.waitForLoadState();
            Locator whole = opened.locator("img");
            assertThat(whole).isVisible();
            assertEquals(
                    List.of(WIDTH, HEIGHT), List.of(width(whole), (Integer) whole.evaluate("i => i.naturalHeight")));
            assertThat(inbox.drawer()).isHidden();
        }
    }

    private static int width(Locator image) {
        return (Integer) image.evaluate("image => image.naturalWidth");
    }

    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(0x1D63E0));
        graphics.fillOval(100, 50, 700, 500);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
