package gradus.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gradus.figure.Axis;
import gradus.figure.Band;
import gradus.figure.Figure;
import gradus.figure.Mark;
import gradus.figure.Series;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

final class StaticFigureTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void svg_ofEverySampleFigure_isXmlWithTheNamesOfItsSeries()
      throws IOException, ParserConfigurationException, SAXException {
    assumeFonts();
    for (Figure figure : SamplePage.page().figures()) {
      Path file = folder.resolve(figure.id() + ".svg");
      StaticFigure.writeSvg(figure, file);
      String text = parse(file).getDocumentElement().getTextContent();
      for (Series s : figure.series()) {
        assertThat(text).contains(s.name());
      }
      assertThat(text).contains(RichText.plain(figure.title()));
      assertThat(text).contains(RichText.plain(figure.x().caption()));
      assertThat(text).contains(RichText.plain(figure.fullCaption()));
    }
  }

  @Test
  void svg_withNastyNames_showsThemAsText()
      throws IOException, ParserConfigurationException, SAXException {
    assumeFonts();
    String name = "<script>&]]>\"'";
    Path file = folder.resolve("nasty.svg");
    StaticFigure.writeSvg(diagonal(name), file);
    Document document = parse(file);
    assertThat(document.getDocumentElement().getTextContent()).contains(name);
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
  }

  @Test
  void png_ofADiagonal_hasItsColourAlongTheDiagonalOnly() throws IOException {
    assumeFonts();
    Path file = folder.resolve("diagonal.png");
    StaticFigure.writePng(diagonal("d"), file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(2 * StaticDrawing.WIDTH);
    assertThat(image.getHeight()).isEqualTo(2 * 540);
    int blue = Palette.colour(0).getRGB();
    int half = image.getWidth() / 2;
    int bottom = image.getHeight() * 3 / 4;
    // The curve rises from the lower left to the upper right.
    assertThat(count(image, blue, 0, half, bottom)).isGreaterThan(200);
    assertThat(count(image, blue, half, image.getWidth(), bottom)).isZero();
    assertThat(count(image, Color.WHITE.getRGB(), 0, image.getWidth(), 0)).isGreaterThan(1_000_000);
  }

  @Test
  void figure_withoutAPointToShow_isDrawnAsEmptyAxes() throws IOException {
    assumeFonts();
    double[] none = {Double.NaN, -1};
    Figure figure =
        Figure.of("none", "Nothing", Axis.log10("x"), Axis.log10("y"))
            .with(Series.line("s", none, none))
            .with(new Band("b", none, none, none))
            .with(Mark.atX(-5, "no place"));
    Path file = folder.resolve("none.png");
    StaticFigure.writePng(figure, file);
    assertThat(ImageIO.read(file.toFile())).isNotNull();
  }

  @Test
  void figure_withManyNames_growsByItsLegend() {
    assumeFonts();
    double[] x = {0, 1};
    Figure figure = diagonal("d");
    for (int i = 0; i < 60; i++) {
      figure = figure.with(Series.line("one arm of many, number " + i, x, x));
    }
    // Some three names fit in a row, so there are about twenty rows of 21 points.
    assertThat(new StaticDrawing(figure).height()).isBetween(540 + 250, 540 + 650);
  }

  @Test
  void figure_ofAMillionPoints_staysSmall() throws IOException {
    assumeFonts();
    double[] x = new double[1_000_000];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
      y[i] = Math.sin(i * 0.37);
    }
    Figure figure =
        Figure.of("long", "Long", Axis.linear("x"), Axis.linear("y")).with(Series.line("s", x, y));
    Path file = folder.resolve("long.svg");
    StaticFigure.writeSvg(figure, file);
    assertThat(Files.size(file)).isLessThan(120_000);
  }

  @Test
  void fonts_thatAreMissing_failInOneWay() {
    for (Throwable cause :
        new Throwable[] {
          new Error("Probable fatal error: No physical fonts found."),
          new IllegalStateException("Fontconfig head is null"),
          new NoClassDefFoundError("Could not initialize class sun.awt.X11FontManager")
        }) {
      assertThatExceptionOfType(FontsMissing.class)
          .isThrownBy(() -> Fonts.require(() -> sneak(cause)))
          .withMessageContaining("install fontconfig and a font such as DejaVu")
          .withCause(cause);
    }
    assertThatExceptionOfType(OutOfMemoryError.class)
        .isThrownBy(() -> Fonts.require(() -> sneak(new OutOfMemoryError("heap"))));
  }

  private static void sneak(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) cause;
  }

  private static Figure diagonal(String name) {
    double[] x = {0, 1, 2, 3};
    return Figure.of("diagonal", "Diagonal", Axis.linear("x"), Axis.linear("y"))
        .with(Series.line(name, x, x));
  }

  /** How many pixels of the columns [left, right), from row {@code top} on, have a colour. */
  private static int count(BufferedImage image, int colour, int left, int right, int top) {
    int count = 0;
    for (int y = top; y < image.getHeight(); y++) {
      for (int x = left; x < right; x++) {
        count += image.getRGB(x, y) == colour ? 1 : 0;
      }
    }
    return count;
  }

  private static Document parse(Path file)
      throws IOException, ParserConfigurationException, SAXException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    // The file names the public document type of SVG, which a test must not fetch.
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory.newDocumentBuilder().parse(file.toFile());
  }

  private static void assumeFonts() {
    boolean fonts = true;
    try {
      Fonts.require();
    } catch (FontsMissing e) {
      fonts = false;
    }
    assumeTrue(fonts, "no fonts on this machine: pictures cannot be drawn here");
  }
}
