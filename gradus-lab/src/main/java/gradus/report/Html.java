package gradus.report;

/** Text made safe to stand in HTML, between tags and in quoted attributes. */
final class Html {
  private Html() {}

  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        // Control characters, which HTML forbids, would cut the page short or be dropped unseen.
        default -> safe.append(c < ' ' && c != '\n' && c != '\t' && c != '\r' ? '\ufffd' : c);
      }
    }
    return safe.toString();
  }
}
