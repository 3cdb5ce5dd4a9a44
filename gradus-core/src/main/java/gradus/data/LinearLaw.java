package gradus.data;

import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * See {@link DataLaw#linear(int, double, Seed)}.
 *
 * @param dimension d
 * @param margin γ̄ in (0, 1)
 * @param axis where u is drawn from; u = e₁ when absent, and then the certificate is exact in
 *     floating point
 */
record LinearLaw(int dimension, double margin, Optional<Seed> axis) implements DataLaw {
  // Keeps ‖x‖ ≤ 1 in spite of round-off.
  private static final double INSIDE = 1 - 1e-12;

  LinearLaw {
    Range.check("linear: d", dimension, 1, Range.MOST);
    Range.check("linear: margin", margin, 1e-9, 0.999);
  }

  @Override
  public String spec() {
    return "linear:d=%d,margin=%s".formatted(dimension, Range.text(margin))
        + axis.map(seed -> ",direction=random,seed=" + seed.value()).orElse("");
  }

  @Override
  public Dataset draw(int n, Seed seed) {
    RandomGenerator random = seed.random();
    double[] u = direction();
    Matrix inputs = Matrix.zeros(n, dimension);
    double[] y = new double[n];
    double[] pair = dimension > 1 ? Draws.orthogonal(random, u) : u;
    double reach = (0.5 + 0.5 * random.nextDouble()) * radius(margin);
    for (int i = 0; i < n; i++) {
      if (i < 2) {
        y[i] = i == 0 ? 1 : -1;
        // y[i] (γ̄ u + y[i] t v): both signs of v as z = y x, and γ̄ u alone where n = 1.
        place(inputs, i, y[i] * margin, u, n == 1 ? 0 : reach, pair);
      } else {
        y[i] = Draws.sign(random);
        double along = margin + random.nextDouble() * (INSIDE - margin);
        double[] v = dimension > 1 ? Draws.orthogonal(random, u) : u;
        double share = Math.pow(random.nextDouble(), 1.0 / Math.max(1, dimension - 1));
        place(inputs, i, y[i] * along, u, share * radius(along), v);
      }
    }
    return Dataset.of(spec(), inputs, new Labels.Signs(y));
  }

  @Override
  public Truth truth() {
    return new Truth(OptionalDouble.of(0), OptionalDouble.of(margin), direction());
  }

  private double[] direction() {
    if (axis.isPresent()) {
      return Draws.direction(axis.get().child("direction").random(), dimension);
    }
    double[] u = new double[dimension];
    u[0] = 1;
    return u;
  }

  /** How far an example may stand off the line of u. */
  private double radius(double along) {
    return dimension == 1 ? 0 : INSIDE * Math.sqrt((1 - along) * (1 + along));
  }

  private static void place(
      Matrix inputs, int i, double along, double[] u, double across, double[] v) {
    for (int j = 0; j < u.length; j++) {
      inputs.set(i, j, along * u[j] + across * v[j]);
    }
  }
}
