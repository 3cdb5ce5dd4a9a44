package gradus.ode;

/**
 * How errors are measured: the root mean square of e_i / (rtol (|y_i| + ȳ) + noise h), where ȳ, a
 * tenth of the root mean square of the components that share y_i's scale, keeps those that pass
 * through zero from deciding alone. Clocks are measured absolutely, by rtol + noise h.
 *
 * <p>A velocity that is the small rest of pulls of order one carries their round-off, and a long
 * step h multiplies it: no error below that can be asked for.
 *
 * @param tolerance rtol
 * @param scales for each component the group with which it shares a scale, or {@link
 *     Inclusion#CLOCK}
 */
record ErrorNorm(double tolerance, int[] scales) {
  private static final double FLOOR = 1e-3;

  /**
   * Round-off per unit of the step, a few hundred units in the last place of a pull of order one.
   */
  static final double NOISE = 5e-13;

  /** The norm for an equation. */
  static ErrorNorm of(Inclusion field, double tolerance) {
    int[] scales = new int[field.dimension()];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = field.scale(i);
    }
    return new ErrorNorm(tolerance, scales);
  }

  /** ȳ for each group. */
  private double[] usual(double[] y) {
    int groups = 1;
    for (int scale : scales) {
      groups = Math.max(groups, scale + 1);
    }
    double[] square = new double[groups];
    int[] count = new int[groups];
    for (int i = 0; i < y.length; i++) {
      if (scales[i] != Inclusion.CLOCK) {
        square[scales[i]] += y[i] * y[i];
        count[scales[i]]++;
      }
    }
    for (int g = 0; g < groups; g++) {
      square[g] = 0.1 * Math.sqrt(square[g] / Math.max(1, count[g])) + FLOOR;
    }
    return square;
  }

  /** The part of the tolerance at y that a step h gives to round-off. */
  double noiseShare(double[] y, double h) {
    double least = Double.POSITIVE_INFINITY;
    for (double usual : usual(y)) {
      least = Math.min(least, usual);
    }
    double noise = NOISE * h;
    return noise / (noise + tolerance * least);
  }

  /** Whether a step along f no longer changes y. */
  static boolean isLost(double h, double[] y, double[] f) {
    for (int i = 0; i < y.length; i++) {
      if (y[i] + h * f[i] != y[i] && Math.abs(h * f[i]) > 1e-15 * Math.abs(y[i])) {
        return false;
      }
    }
    return true;
  }

  /** The step along v that moves y by a share of its size. */
  double step(double share, double[] y, double[] v) {
    return share / (tolerance * of(v, y, y, 0));
  }

  double of(double[] e, double[] y, double[] y1, double h) {
    double[] usual = usual(y);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double size =
          scales[i] == Inclusion.CLOCK
              ? 1
              : Math.max(Math.abs(y[i]), Math.abs(y1[i])) + usual[scales[i]];
      double part = e[i] / (tolerance * size + NOISE * h);
      sum += part * part;
    }
    return Math.sqrt(sum / y.length);
  }
}
