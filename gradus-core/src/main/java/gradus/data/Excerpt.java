package gradus.data;

/** A piece of a user's file as a message may show it: short, on one line, printable. */
final class Excerpt {
  private static final int LENGTH = 40;

  private Excerpt() {}

  /** The first forty characters, with control characters shown as a middle dot. */
  static String of(String text) {
    String head = text.length() > LENGTH ? text.substring(0, LENGTH) + "..." : text;
    return head.replaceAll("[\\p{Cntrl}\\p{Cf}]", "\u00b7");
  }
}
