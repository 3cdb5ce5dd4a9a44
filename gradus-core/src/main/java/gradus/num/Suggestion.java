package gradus.num;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word a user probably meant, for errors that name what is allowed. */
public final class Suggestion {
  private Suggestion() {}

  /** {@code " (did you mean 'step'?)"} where one of the allowed words is near, else empty. */
  public static String didYouMean(String came, Collection<String> allowed) {
    return nearest(came, allowed).map(word -> " (did you mean '" + word + "'?)").orElse("");
  }

  /** The allowed word within a third of its length, and at most three edits. */
  public static Optional<String> nearest(String came, Collection<String> allowed) {
    String lower = came.toLowerCase(Locale.ROOT);
    return allowed.stream()
        .filter(word -> distance(lower, word.toLowerCase(Locale.ROOT)) <= tolerance(word))
        .min(Comparator.comparingInt(word -> distance(lower, word.toLowerCase(Locale.ROOT))));
  }

  private static int tolerance(String word) {
    return Math.clamp((word.length() + 1) / 3, 0, 3);
  }

  /**
   * The number of insertions, deletions, replacements and swaps of neighbours that make b of a.
   *
   * <p>The optimal string alignment distance, row by row.
   */
  static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, Math.min(above[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = above;
      above = row;
    }
    return above[b.length()];
  }
}
