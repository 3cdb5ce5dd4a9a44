package gradus.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Text with formulas between {@code \(} and {@code \)}, {@code `code`} and {@code **strong**}
 * words.
 *
 * <p>A mark that is not closed is shown as it stands.
 *
 * @param pieces what the text consists of
 */
record RichText(List<Piece> pieces) {
  /** What a piece of text is. */
  enum Kind {
    WORDS("", ""),
    MATH("\\(", "\\)"),
    DISPLAY("\\[", "\\]"),
    CODE("`", "`"),
    STRONG("**", "**");

    private final String open;
    private final String close;

    Kind(String open, String close) {
      this.open = open;
      this.close = close;
    }
  }

  /** A stretch of text of one kind, without its marks. */
  record Piece(Kind kind, String text) {}

  private static final List<Kind> MARKED = List.of(Kind.MATH, Kind.DISPLAY, Kind.CODE, Kind.STRONG);

  static RichText parse(String text) {
    List<Piece> pieces = new ArrayList<>();
    int start = 0;
    int at = 0;
    while (at < text.length()) {
      Kind kind = opening(text, at);
      int inside = at + kind.open.length();
      int end = kind == Kind.WORDS ? -1 : text.indexOf(kind.close, inside);
      if (end <= inside) {
        at++;
        continue;
      }
      addWords(pieces, text.substring(start, at));
      pieces.add(new Piece(kind, text.substring(inside, end)));
      at = end + kind.close.length();
      start = at;
    }
    addWords(pieces, text.substring(start));
    return new RichText(pieces);
  }

  private static Kind opening(String text, int at) {
    for (Kind kind : MARKED) {
      if (text.startsWith(kind.open, at)) {
        return kind;
      }
    }
    return Kind.WORDS;
  }

  private static void addWords(List<Piece> pieces, String words) {
    if (!words.isEmpty()) {
      pieces.add(new Piece(Kind.WORDS, words));
    }
  }

  /** The text as HTML; formulas are left to the page's script. */
  static String html(String text) {
    StringBuilder html = new StringBuilder();
    for (Piece piece : parse(text).pieces) {
      String escaped = Html.escape(piece.text);
      html.append(
          switch (piece.kind) {
            case WORDS -> escaped;
            case MATH -> "<span class=\"tex\">" + escaped + "</span>";
            case DISPLAY -> "<span class=\"tex\" data-display>" + escaped + "</span>";
            case CODE -> "<code>" + escaped + "</code>";
            case STRONG -> "<strong>" + escaped + "</strong>";
          });
    }
    return html.toString();
  }

  /** The text without marks, formulas in Unicode. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (Piece piece : parse(text).pieces) {
      boolean math = piece.kind == Kind.MATH || piece.kind == Kind.DISPLAY;
      plain.append(math ? PlainMath.of(piece.text) : piece.text);
    }
    return plain.toString();
  }
}
