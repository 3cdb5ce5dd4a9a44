package gradus.cli;

import gradus.num.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is special about the rows of a data set for a kernel. Rows count from 0.
 *
 * @param zeros how many rows are zero, and the first of them
 * @param duplicates how many rows repeat an earlier one, and the first of them
 */
record RowNotes(int[] zeros, int[] duplicates) {
  static RowNotes of(Matrix x) {
    int[] zeros = {0, -1};
    int[] duplicates = {0, -1, -1};
    Map<Long, List<Integer>> seen = new HashMap<>();
    for (int i = 0; i < x.rows(); i++) {
      double[] row = x.row(i);
      for (int k = 0; k < row.length; k++) {
        row[k] += 0.0; // makes -0 and 0 one
      }
      if (Arrays.stream(row).allMatch(v -> v == 0)) {
        zeros[1] = zeros[0]++ == 0 ? i : zeros[1];
        continue;
      }
      List<Integer> alike = seen.computeIfAbsent(hash(row), _ -> new ArrayList<>());
      int first = first(x, i, alike);
      if (first < 0) {
        alike.add(i);
      } else if (duplicates[0]++ == 0) {
        duplicates[1] = i;
        duplicates[2] = first;
      }
    }
    return new RowNotes(zeros, duplicates);
  }

  /** The first of the rows that is the same as row i, or -1. */
  private static int first(Matrix x, int i, List<Integer> alike) {
    for (int j : alike) {
      if (same(x, i, j)) {
        return j;
      }
    }
    return -1;
  }

  /**
   * A hash that mixes all bits. That of {@link Arrays#hashCode(double[])} tells rows of ±c apart by
   * the parity of their signs only.
   */
  private static long hash(double[] row) {
    long hash = 0;
    for (double v : row) {
      hash = (hash ^ Double.doubleToLongBits(v)) * 0x9e3779b97f4a7c15L;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  private static boolean same(Matrix x, int i, int j) {
    for (int k = 0; k < x.cols(); k++) {
      if (x.at(i, k) != x.at(j, k)) {
        return false;
      }
    }
    return true;
  }

  /** Whether these rows make a kernel matrix singular. */
  boolean singular() {
    return zeros[0] > 0 || duplicates[0] > 0;
  }

  /** The same in words. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (zeros[0] > 0) {
      lines.add(
          "%d zero row%s, as row %d: without biases the kernel is 0 there; lambda_min = 0"
              .formatted(zeros[0], zeros[0] == 1 ? "" : "s", zeros[1]));
    }
    if (duplicates[0] > 0) {
      lines.add(
          "%d row%s repeat%s another, as row %d row %d: lambda_min = 0"
              .formatted(
                  duplicates[0],
                  duplicates[0] == 1 ? "" : "s",
                  duplicates[0] == 1 ? "s" : "",
                  duplicates[1],
                  duplicates[2]));
    }
    return lines;
  }
}
