package gradus.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Says which names are allowed and which of them a user probably meant. */
final class Spelling {
  private static final int LISTED = 20;

  private Spelling() {}

  /** {@code "'iris-setoza' (did you mean 'iris-setosa'?)"}, or the quoted word alone. */
  static String quoted(String came, Collection<String> allowed) {
    return "'%s'%s"
        .formatted(
            Excerpt.of(came),
            nearest(came, allowed).map(word -> " (did you mean '" + word + "'?)").orElse(""));
  }

  /** The allowed names with commas between, the first twenty of a long list. */
  static String list(Collection<String> allowed) {
    String head = String.join(", ", allowed.stream().limit(LISTED).map(Excerpt::of).toList());
    int more = allowed.size() - LISTED;
    return more > 0 ? head + " and " + more + " more" : head;
  }

  /** The allowed name at the least edit distance, if that is at most a third of its length. */
  private static Optional<String> nearest(String came, Collection<String> allowed) {
    String lower = came.toLowerCase(Locale.ROOT);
    return allowed.stream()
        .limit(1000)
        .filter(word -> distance(lower, word.toLowerCase(Locale.ROOT)) <= tolerance(word))
        .min(Comparator.comparingInt(word -> distance(lower, word.toLowerCase(Locale.ROOT))));
  }

  private static int tolerance(String word) {
    return Math.clamp((word.length() + 1) / 3, 0, 3);
  }

  /** Levenshtein's distance, cut short where the lengths alone forbid a match. */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 3) {
      return Integer.MAX_VALUE;
    }
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length()];
  }
}
