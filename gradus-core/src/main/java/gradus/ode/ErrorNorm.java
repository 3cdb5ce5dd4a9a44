package gradus.ode;

/**
 * How errors are measured: the root mean square of e_i / (rtol (|y_i| + ȳ) + noise h), where ȳ, a
 * tenth of the root mean square of y, keeps components that pass through zero from deciding alone.
 *
 * <p>A velocity that is the small rest of pulls of order one carries their round-off, and a long
 * step h multiplies it: no error below that can be asked for.
 */
record ErrorNorm(double tolerance) {
  private static final double FLOOR = 1e-3;

  /**
   * Round-off per unit of the step, a few hundred units in the last place of a pull of order one.
   */
  static final double NOISE = 5e-13;

  private static double usual(double[] y) {
    double square = 0;
    for (double value : y) {
      square += value * value;
    }
    return 0.1 * Math.sqrt(square / y.length) + FLOOR;
  }

  /** The part of the tolerance at y that a step h gives to round-off. */
  double noiseShare(double[] y, double h) {
    double noise = NOISE * h;
    return noise / (noise + tolerance * usual(y));
  }

  double of(double[] e, double[] y, double[] y1, double h) {
    double usual = usual(y);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double size = Math.max(Math.abs(y[i]), Math.abs(y1[i])) + usual;
      double part = e[i] / (tolerance * size + NOISE * h);
      sum += part * part;
    }
    return Math.sqrt(sum / y.length);
  }
}
