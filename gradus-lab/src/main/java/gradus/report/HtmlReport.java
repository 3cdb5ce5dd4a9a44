package gradus.report;

import gradus.study.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a page as one HTML file that works without a network.
 *
 * <p>Charts (Apache ECharts), formulas (KaTeX) with their fonts, styles and scripts are all inside.
 * The page's content security policy lets no other script run and nothing be loaded: it allows
 * exactly the scripts written here, by their hashes.
 */
public final class HtmlReport {
  private static final List<String> OWN_SCRIPTS =
      List.of("numbers.js", "legend.js", "tooltip.js", "chart.js", "page.js");

  private HtmlReport() {}

  /**
   * Writes {@code page} to {@code file}, replacing what is there only when the new page is whole.
   *
   * @throws IOException if its directory cannot be made
   * @throws gradus.study.CannotWrite if the file cannot be written; an earlier one stays as it was
   */
  public static void write(Page page, Path file) throws IOException {
    byte[] bytes = html(page).getBytes(StandardCharsets.UTF_8);
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFile.write(file, out -> out.write(bytes));
  }

  /** The page as it would be written. */
  static String html(Page page) throws IOException {
    List<String> scripts = List.of(Assets.echarts(), Assets.katex(), ownScript());
    StringBuilder html = new StringBuilder(1 << 21);
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.append("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    html.append(policy(scripts)).append("\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.append("<meta name=\"generator\" content=\"Gradus\">\n<title>");
    html.append(Html.escape(RichText.plain(page.title()))).append("</title>\n");
    html.append("<!--\nApache ECharts: Apache-2.0, see its notice below. KaTeX:\n");
    html.append(Html.escape(Assets.katexLicence())).append("-->\n");
    style(Assets.katexStyle(), html);
    style(Palette.css() + "\n" + Assets.own("page.css"), html);
    html.append("</head>\n");
    new PageHtml(html).body(page);
    for (String script : scripts) {
      html.append("<script>").append(script).append("</script>\n");
    }
    return html.append("</body>\n</html>\n").toString();
  }

  private static void style(String css, StringBuilder html) {
    html.append("<style>\n").append(css).append("\n</style>\n");
  }

  private static String ownScript() throws IOException {
    StringBuilder script = new StringBuilder("(() => {\n\"use strict\";\n");
    for (String name : OWN_SCRIPTS) {
      script.append(Assets.own(name));
    }
    return script.append("})();").toString();
  }

  private static String policy(List<String> scripts) {
    String hashes =
        scripts.stream().map(s -> "'sha256-" + hash(s) + "'").collect(Collectors.joining(" "));
    return "default-src 'none'; script-src "
        + hashes
        + "; style-src 'unsafe-inline'; font-src data:; img-src data: blob:;"
        + " base-uri 'none'; form-action 'none'";
  }

  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
