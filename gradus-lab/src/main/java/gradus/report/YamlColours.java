package gradus.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Colours YAML: comments, keys, quoted text, numbers and the words true, false and null. */
final class YamlColours {
  private static final Pattern TOKEN =
      Pattern.compile(
          """
          (?<comment>(?<=^|\\s)#[^\\n]*)\
          |(?<quoted>"(?:[^"\\\\\\n]|\\\\.)*+"|'[^'\\n]*+')\
          |(?<key>[\\w./-]++(?=:(?:\\s|$)))\
          |(?<number>(?<![\\w.-])[-+]?\\d++(?:\\.\\d*+)?(?:[eE][-+]?\\d++)?(?![\\w.-]))\
          |(?<word>\\b(?:true|false|null)\\b)\
          """,
          Pattern.MULTILINE);
  private static final String[] KINDS = {"comment", "quoted", "key", "number", "word"};

  private YamlColours() {}

  /** The source as HTML, escaped, its tokens in spans. */
  static String html(String source) {
    Matcher token = TOKEN.matcher(source);
    StringBuilder html = new StringBuilder();
    int end = 0;
    while (token.find()) {
      html.append(Html.escape(source.substring(end, token.start())));
      html.append("<span class=\"y-").append(kind(token)).append("\">");
      html.append(Html.escape(token.group())).append("</span>");
      end = token.end();
    }
    return html.append(Html.escape(source.substring(end))).toString();
  }

  private static String kind(Matcher token) {
    for (String kind : KINDS) {
      if (token.group(kind) != null) {
        return kind;
      }
    }
    throw new IllegalStateException("a token without a kind: " + token.group());
  }
}
