package gradus.data;

import gradus.num.BadInput;
import gradus.num.Matrix;
import java.util.List;

/** Refuses sets that hold a NaN or an infinity. */
final class Finite {
  private Finite() {}

  /** Throws {@link BadInput} that names the first row (from 1) and column that is not finite. */
  static void check(String name, Matrix inputs, Labels labels, List<String> features) {
    double[] x = inputs.data();
    int d = inputs.cols();
    for (int i = 0; i < x.length; i++) {
      if (!Double.isFinite(x[i])) {
        throw refused(name, i / d, "column '" + features.get(i % d) + "'", x[i]);
      }
    }
    if (labels instanceof Labels.Values(double[] y)) {
      for (int i = 0; i < y.length; i++) {
        if (!Double.isFinite(y[i])) {
          throw refused(name, i, "the label", y[i]);
        }
      }
    }
  }

  private static BadInput refused(String name, int row, String where, double value) {
    return BadInput.in(
        name,
        "row %d, %s: a finite number is needed, but %s came; remove or repair the row"
            .formatted(row + 1, where, value));
  }
}
