package gradus.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The scripts, styles and fonts that a page carries with it. */
final class Assets {
  private static final Pattern FONT_SOURCES =
      Pattern.compile("src:url\\(fonts/([\\w-]+\\.woff2)\\) format\\(\"woff2\"\\)[^}]*");

  private Assets() {}

  static String echarts() throws IOException {
    return text(webjar("org.webjars", "echarts", "echarts.min.js"));
  }

  static String katex() throws IOException {
    return text(webjar("org.webjars.npm", "katex", "dist/katex.min.js"));
  }

  static String katexLicence() throws IOException {
    return text(webjar("org.webjars.npm", "katex", "LICENSE"));
  }

  /** KaTeX's style sheet with its fonts inside; of each font only the compact form. */
  static String katexStyle() throws IOException {
    String css = text(webjar("org.webjars.npm", "katex", "dist/katex.min.css"));
    Matcher sources = FONT_SOURCES.matcher(css);
    StringBuilder whole = new StringBuilder();
    while (sources.find()) {
      byte[] font = bytes(webjar("org.webjars.npm", "katex", "dist/fonts/" + sources.group(1)));
      String data = Base64.getEncoder().encodeToString(font);
      sources.appendReplacement(
          whole, "src:url(data:font/woff2;base64," + data + ") format(\"woff2\")");
    }
    return sources.appendTail(whole).toString();
  }

  /** A file of this room. */
  static String own(String name) throws IOException {
    return text("/gradus/report/" + name);
  }

  /** Where a WebJar, whose version its own properties tell, holds a file. */
  private static String webjar(String group, String artifact, String file) throws IOException {
    Properties properties = new Properties();
    String description = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
    try (InputStream in = open(description)) {
      properties.load(in);
    }
    return "/META-INF/resources/webjars/%s/%s/%s"
        .formatted(artifact, properties.getProperty("version"), file);
  }

  /** The text with the line ends that a browser makes of it, on which hashes depend. */
  private static String text(String resource) throws IOException {
    return new String(bytes(resource), StandardCharsets.UTF_8)
        .replace("\r\n", "\n")
        .replace('\r', '\n');
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in = open(resource)) {
      return in.readAllBytes();
    }
  }

  private static InputStream open(String resource) throws IOException {
    InputStream in = Assets.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IOException("the installation is incomplete: " + resource + " is missing");
    }
    return in;
  }
}
