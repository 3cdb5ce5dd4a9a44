package gradus.report;

import java.io.IOException;
import java.util.List;

/** Writes the body of a page as HTML, without the scripts at its end. */
final class PageHtml {
  private static final String LOGO =
      """
      <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">\
      <path d="M2 20h5v-5h5v-5h5V5h5" fill="none" stroke="currentColor" stroke-width="2.5" \
      stroke-linecap="round" stroke-linejoin="round"/></svg>\
      """;

  private final StringBuilder html;

  PageHtml(StringBuilder html) {
    this.html = html;
  }

  void body(Page page) throws IOException {
    html.append("<body>\n");
    bar(page.sections());
    html.append("<main>\n");
    hero(page);
    for (int i = 0; i < page.sections().size(); i++) {
      section(i + 1, page.sections().get(i));
    }
    html.append("</main>\n<footer>").append(RichText.html(page.footer())).append("</footer>\n");
  }

  private void bar(List<Section> sections) {
    html.append("<header class=\"bar\"><a class=\"mark\" href=\"#top\">").append(LOGO);
    html.append("<span>Gradus</span></a><nav aria-label=\"Sections\">");
    for (int i = 0; i < sections.size(); i++) {
      html.append("<a href=\"#s").append(i + 1).append("\">");
      html.append(RichText.html(sections.get(i).heading())).append("</a>");
    }
    html.append("</nav><button type=\"button\" id=\"theme\" hidden></button></header>\n");
  }

  private void hero(Page page) {
    html.append("<header class=\"hero\" id=\"top\">\n<p class=\"kind\">");
    html.append(RichText.html(page.kind())).append("</p>\n<h1>");
    html.append(RichText.html(page.title())).append("</h1>\n");
    paragraph("subtitle", page.subtitle());
    paragraph("lead", page.lead());
    html.append("<noscript><p class=\"noscript\">Charts and formulas need JavaScript; ");
    html.append("the figures also lie beside this page as SVG and PNG.</p></noscript>\n");
    if (!page.tiles().isEmpty()) {
      html.append("<ul class=\"tiles\">");
      for (Tile tile : page.tiles()) {
        tile(tile);
      }
      html.append("</ul>\n");
    }
    html.append("</header>\n");
  }

  private void paragraph(String style, String text) {
    if (!text.isEmpty()) {
      html.append("<p class=\"").append(style).append("\">");
      html.append(RichText.html(text)).append("</p>\n");
    }
  }

  private void tile(Tile tile) {
    html.append("<li><span class=\"label\">").append(RichText.html(tile.label()));
    html.append("</span><span class=\"value\">").append(RichText.html(tile.value()));
    html.append("</span><span class=\"note\">").append(RichText.html(tile.note()));
    html.append("</span></li>");
  }

  private void section(int number, Section section) throws IOException {
    html.append("<section id=\"s").append(number).append("\">\n<h2>");
    html.append(RichText.html(section.heading())).append("</h2>\n");
    BlockHtml blocks = new BlockHtml(html);
    for (Block block : section.blocks()) {
      blocks.write(block);
    }
    html.append("</section>\n");
  }
}
