package gradus.net;

import java.util.Arrays;

/**
 * Which entries of a table of units and examples are on, listed unit by unit and example by
 * example, both in ascending order.
 *
 * @param ofUnit the examples that each unit is on for
 * @param ofExample the units that are on for each example
 */
record Openings(Picks ofUnit, Picks ofExample) {

  /**
   * Lists of numbers, one for each of several things, in one array.
   *
   * @param list the numbers
   * @param start where the list of each thing begins
   * @param count how long it is
   */
  record Picks(int[] list, int[] start, int[] count) {
    /** The same list 0, …, n - 1 for each of m things. */
    static Picks all(int m, int n) {
      int[] list = new int[n];
      Arrays.setAll(list, i -> i);
      int[] count = new int[m];
      Arrays.fill(count, n);
      return new Picks(list, new int[m], count);
    }
  }

  /** All entries of a table. */
  static Openings all(int units, int examples) {
    return new Openings(Picks.all(units, examples), Picks.all(examples, units));
  }

  /**
   * The entries where one of two tables is not zero, for the examples {@code from} up to {@code
   * from + n}, which are counted from there on; tables are units x stride.
   */
  static Openings where(int units, int from, int n, int stride, double[] first, double[] second) {
    boolean[] on = new boolean[units * n];
    int total = 0;
    for (int j = 0; j < units; j++) {
      for (int i = 0; i < n; i++) {
        int at = j * stride + from + i;
        on[j * n + i] = first[at] != 0 || (second.length > 0 && second[at] != 0);
        total += on[j * n + i] ? 1 : 0;
      }
    }
    return new Openings(picks(units, n, n, 1, on, total), picks(n, units, 1, n, on, total));
  }

  private static Picks picks(int m, int n, int mStep, int nStep, boolean[] on, int total) {
    int[] list = new int[total];
    int[] start = new int[m];
    int[] count = new int[m];
    int at = 0;
    for (int i = 0; i < m; i++) {
      start[i] = at;
      for (int j = 0; j < n; j++) {
        if (on[i * mStep + j * nStep]) {
          list[at++] = j;
        }
      }
      count[i] = at - start[i];
    }
    return new Picks(list, start, count);
  }
}
