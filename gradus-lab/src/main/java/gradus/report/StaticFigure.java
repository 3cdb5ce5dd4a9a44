package gradus.report;

import gradus.figure.Figure;
import gradus.study.AtomicFile;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Draws a figure for print, as SVG or PNG, in the colours of the page.
 *
 * <p>Works without a screen. Formulas in titles and labels are written in plain Unicode.
 */
public final class StaticFigure {
  private static final String SVG = "http://www.w3.org/2000/svg";
  private static final int PNG_SCALE = 2;

  private StaticFigure() {}

  /**
   * Writes the figure as scalable graphics, its caption as the description.
   *
   * @throws FontsMissing if the machine has no fonts
   * @throws IOException if its directory cannot be made
   * @throws gradus.study.CannotWrite if the file cannot be written; an earlier one stays as it was
   */
  public static void writeSvg(Figure figure, Path file) throws IOException {
    Fonts.require();
    StaticDrawing drawing = new StaticDrawing(figure);
    Document document = document();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment("drawn by Gradus");
    context.setPrecision(2);
    SVGGraphics2D g = new SVGGraphics2D(context, false);
    drawing.paint(g);
    Element root = g.getRoot();
    root.setAttributeNS(null, "width", String.valueOf(StaticDrawing.WIDTH));
    root.setAttributeNS(null, "height", String.valueOf(drawing.height()));
    root.setAttributeNS(null, "viewBox", "0 0 " + StaticDrawing.WIDTH + " " + drawing.height());
    describe(root, "desc", RichText.plain(figure.fullCaption()));
    describe(root, "title", RichText.plain(figure.title()));
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFile.write(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          g.stream(root, writer, false, false);
          writer.flush();
        });
    g.dispose();
  }

  /**
   * Writes the figure as pixels, twice as fine as its points.
   *
   * @throws FontsMissing if the machine has no fonts
   * @throws IOException if its directory cannot be made
   * @throws gradus.study.CannotWrite if the file cannot be written; an earlier one stays as it was
   */
  public static void writePng(Figure figure, Path file) throws IOException {
    Fonts.require();
    StaticDrawing drawing = new StaticDrawing(figure);
    BufferedImage image =
        new BufferedImage(
            StaticDrawing.WIDTH * PNG_SCALE,
            drawing.height() * PNG_SCALE,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.scale(PNG_SCALE, PNG_SCALE);
    drawing.paint(g);
    g.dispose();
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFile.write(
        file,
        out -> {
          if (!ImageIO.write(image, "png", out)) {
            throw new IOException("this Java runtime cannot write PNG");
          }
        });
  }

  private static void describe(Element root, String kind, String text) {
    if (!text.isEmpty()) {
      Element element = root.getOwnerDocument().createElementNS(SVG, kind);
      element.setTextContent(text);
      root.insertBefore(element, root.getFirstChild());
    }
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newDefaultNSInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java platform has a document builder", e);
    }
  }
}
