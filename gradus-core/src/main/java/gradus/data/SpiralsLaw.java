package gradus.data;

import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.random.RandomGenerator;

/** See {@link DataLaw#spirals}. */
record SpiralsLaw(double turns, double noise) implements DataLaw {
  private static final double INNER = 0.1;

  SpiralsLaw {
    Range.check("spirals: turns", turns, 0, 1000);
    Range.check("spirals: noise", noise, 0, 1000);
  }

  @Override
  public String spec() {
    return "spirals:turns=%s,noise=%s".formatted(Range.text(turns), Range.text(noise));
  }

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public Dataset draw(int n, Seed seed) {
    RandomGenerator random = seed.random();
    Matrix inputs = Matrix.zeros(n, 2);
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = Draws.sign(random);
      double r = y[i] * random.nextDouble(INNER, 1); // half a turn is the other sign
      double phi = 2 * Math.PI * turns * Math.abs(r);
      inputs.set(i, 0, r * Math.cos(phi) + noise * random.nextGaussian());
      inputs.set(i, 1, r * Math.sin(phi) + noise * random.nextGaussian());
    }
    return Dataset.of(spec(), inputs, new Labels.Signs(y));
  }

  /** Without noise the arms never meet; with it the least error has no closed form. */
  @Override
  public Truth truth() {
    return noise == 0 ? Truth.bayes(0) : Truth.unknown();
  }
}
