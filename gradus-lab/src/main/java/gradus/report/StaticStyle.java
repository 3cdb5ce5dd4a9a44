package gradus.report;

import gradus.figure.Dash;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;

/** Inks, fonts and strokes of the pictures for print. */
final class StaticStyle {
  static final Color INK = new Color(0x16181d);
  static final Color SOFT = new Color(0x565c68);
  static final Color FAINT = new Color(0xb4b8c0);
  static final Color GRID = new Color(0xececea);
  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
  static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  private static final float WIDTH = 1.8f;
  private static final double LEAST_SIZE = 8;
  private static final FontRenderContext METRICS = new FontRenderContext(null, true, true);

  private StaticStyle() {}

  /** The width of a line of text. */
  static double width(String text, Font font) {
    return text.isEmpty() ? 0 : font.getStringBounds(text, METRICS).getWidth();
  }

  /** The font, made smaller, down to a legible least, where the text would not fit. */
  static Font fitting(String text, Font font, double width) {
    double ratio = Math.min(1, width / Math.max(1, width(text, font)));
    return font.deriveFont((float) Math.max(LEAST_SIZE, font.getSize2D() * ratio));
  }

  static BasicStroke stroke(Dash dash) {
    return switch (dash) {
      case SOLID -> new BasicStroke(WIDTH, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
      case DASHED -> dashes(BasicStroke.CAP_BUTT, 7, 4);
      case DOTTED -> dashes(BasicStroke.CAP_ROUND, 0.1f, 4);
    };
  }

  /** The thin dashes of a mark. */
  static BasicStroke markStroke() {
    return new BasicStroke(
        1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {4, 4}, 0);
  }

  private static BasicStroke dashes(int cap, float... pattern) {
    return new BasicStroke(WIDTH, cap, BasicStroke.JOIN_ROUND, 10, pattern, 0);
  }

  /** The colour with which a band is filled. */
  static Color tint(Color colour) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 48);
  }
}
