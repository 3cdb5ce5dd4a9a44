package gradus.data;

import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.random.RandomGenerator;

/** See {@link DataLaw#xor2}. */
record Xor2Law(int dimension, boolean unit) implements DataLaw {
  Xor2Law {
    Range.check("xor2: d", dimension, 2, Range.MOST);
  }

  @Override
  public String spec() {
    return "xor2:d=%d%s".formatted(dimension, unit ? ",unit=true" : "");
  }

  @Override
  public Dataset draw(int n, Seed seed) {
    RandomGenerator random = seed.random();
    Matrix inputs = Matrix.zeros(n, dimension);
    double[] y = new double[n];
    double size = unit ? 1 / Math.sqrt(dimension) : 1;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < dimension; j++) {
        inputs.set(i, j, size * Draws.sign(random));
      }
      y[i] = Math.signum(inputs.at(i, 0)) * Math.signum(inputs.at(i, 1));
    }
    return Dataset.of(spec(), inputs, new Labels.Signs(y));
  }

  @Override
  public Truth truth() {
    return Truth.bayes(0);
  }
}
