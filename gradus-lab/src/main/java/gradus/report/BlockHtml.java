package gradus.report;

import gradus.figure.Figure;
import gradus.figure.Surface;
import java.io.IOException;
import java.util.List;

/** Writes the blocks of a section as HTML. */
final class BlockHtml {
  private final StringBuilder html;

  BlockHtml(StringBuilder html) {
    this.html = html;
  }

  void write(Block block) throws IOException {
    switch (block) {
      case Block.Prose prose ->
          html.append("<p>").append(RichText.html(prose.text())).append("</p>\n");
      case Block.Badged line -> {
        html.append("<p class=\"badged\">");
        html.append(TableHtml.badge(line.tone(), line.badge()));
        html.append("<span>").append(RichText.html(line.text())).append("</span></p>\n");
      }
      case Block.Formula formula ->
          html.append("<div class=\"formula tex\" data-display>")
              .append(Html.escape(formula.tex()))
              .append("</div>\n");
      case Block.Chart chart -> grid("grid single", List.of(chart.figure()));
      case Block.Grid grid -> grid("grid", grid.figures());
      case Block.Relief relief -> relief(relief.surface());
      case Block.Table table -> TableHtml.write(table, html);
      case Block.Strips strips -> StripsHtml.write(strips, html);
      case Block.Code code -> code(code);
      case Block.Callout callout -> callout(callout);
      case Block.KeyValues keyValues -> keyValues(keyValues);
    }
  }

  private void grid(String style, List<Figure> figures) throws IOException {
    html.append("<div class=\"").append(style).append("\">\n");
    for (Figure figure : figures) {
      figure(figure);
    }
    html.append("</div>\n");
  }

  private void figure(Figure figure) throws IOException {
    String about = RichText.plain(figure.title() + ". " + figure.fullCaption());
    html.append("<figure class=\"card\" id=\"fig-").append(Html.escape(figure.id()));
    html.append("\">\n<div class=\"head\"><h3>").append(RichText.html(figure.title()));
    html.append("</h3></div>\n<div class=\"legend\"></div>\n<div class=\"ylabel\">");
    html.append(RichText.html(figure.y().caption()));
    html.append("</div>\n<div class=\"plot\" role=\"img\" aria-label=\"");
    html.append(Html.escape(about)).append("\"></div>\n<div class=\"xlabel\">");
    html.append(RichText.html(figure.x().caption())).append("</div>\n");
    if (!figure.fullCaption().isEmpty()) {
      html.append("<figcaption>").append(RichText.html(figure.fullCaption()));
      html.append("</figcaption>\n");
    }
    html.append("<script type=\"application/json\" class=\"data\">");
    html.append(FigureJson.text(figure)).append("</script>\n</figure>\n");
  }

  private void relief(Surface surface) {
    html.append("<figure class=\"strips relief\" id=\"fig-").append(Html.escape(surface.id()));
    html.append("\">\n<div class=\"head\"><h3>").append(RichText.html(surface.title()));
    html.append("</h3></div>\n").append(SurfaceSvg.of(surface, false));
    html.append("<figcaption>").append(RichText.html(surface.caption()));
    html.append("</figcaption></figure>\n");
  }

  private void code(Block.Code code) {
    html.append("<figure class=\"code\">");
    if (!code.caption().isEmpty()) {
      html.append("<figcaption>").append(RichText.html(code.caption())).append("</figcaption>");
    }
    boolean yaml = code.language().equals("yaml");
    html.append("<pre tabindex=\"0\"><code>");
    html.append(yaml ? YamlColours.html(code.source()) : Html.escape(code.source()));
    html.append("</code></pre></figure>\n");
  }

  private void callout(Block.Callout callout) {
    html.append("<aside class=\"callout ").append(callout.tone().css()).append("\"><strong>");
    html.append(RichText.html(callout.title())).append("</strong><p>");
    html.append(RichText.html(callout.text())).append("</p></aside>\n");
  }

  private void keyValues(Block.KeyValues keyValues) {
    html.append("<dl class=\"keys\">");
    for (var entry : keyValues.entries()) {
      html.append("<div><dt>").append(Html.escape(entry.key())).append("</dt><dd>");
      html.append(Html.escape(entry.value())).append("</dd></div>");
    }
    html.append("</dl>\n");
  }
}
