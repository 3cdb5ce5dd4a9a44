package gradus.report;

import gradus.figure.Scale;
import java.util.Locale;

/** Writes strips as HTML: a row for each, its bars in an own small drawing as wide as the page. */
final class StripsHtml {
  private StripsHtml() {}

  static void write(Block.Strips strips, StringBuilder html) {
    html.append("<figure class=\"strips\"><div class=\"head\"><h3>");
    html.append(RichText.html(strips.title())).append("</h3></div>\n<div class=\"rows\">\n");
    Ticks ticks = Ticks.of(new Extent(strips.low(), strips.high()), Scale.LINEAR, 6);
    for (Block.Strips.Strip strip : strips.rows()) {
      html.append("<span>").append(RichText.html(strip.label())).append("</span><svg role=\"img\"");
      html.append(" aria-label=\"").append(Html.escape(RichText.plain(strip.label())));
      html.append(", ").append(strip.spans().size()).append("\">");
      for (int i = 0; i <= ticks.count(); i++) {
        String x = share(i, ticks);
        html.append("<line class=\"tick\" x1=\"%s\" x2=\"%s\" y2=\"100%%\"/>".formatted(x, x));
      }
      for (Block.Strips.Span span : strip.spans()) {
        double from = ticks.steps(span.from());
        double to = ticks.steps(span.to());
        html.append(
            String.format(
                Locale.ROOT,
                "<rect class=\"s%d\" x=\"%s\" y=\"20%%\" width=\"%.4f%%\""
                    + " height=\"60%%\"><title>%s</title></rect>",
                strips.colour() % Palette.onLight().size(),
                share(from, ticks),
                100 * Math.max(0, to - from) / ticks.length(),
                Html.escape(span.text())));
      }
      html.append("</svg>\n");
    }
    html.append("<span></span><svg class=\"axis\" aria-hidden=\"true\">");
    for (int i = 0; i <= ticks.count(); i++) {
      html.append("<text x=\"").append(share(i, ticks)).append("\" y=\"1em\">");
      html.append(Html.escape(ticks.label(i))).append("</text>");
    }
    html.append("</svg>\n</div>\n<div class=\"xlabel\">").append(RichText.html(strips.axis()));
    html.append("</div>\n<figcaption>").append(RichText.html(strips.caption()));
    html.append("</figcaption></figure>\n");
  }

  /** The place of a number of steps from the first tick, as a share of the width. */
  private static String share(double steps, Ticks ticks) {
    return String.format(Locale.ROOT, "%.4f%%", 100 * (steps + ticks.margin()) / ticks.length());
  }
}
