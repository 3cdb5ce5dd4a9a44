package gradus.data;

import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.random.RandomGenerator;

/** See {@link DataLaw#gaussians}. */
record GaussiansLaw(int dimension, double separation) implements DataLaw {
  GaussiansLaw {
    Range.check("gaussians: d", dimension, 1, Range.MOST);
    Range.check("gaussians: separation", separation, 0, 1e6);
  }

  @Override
  public String spec() {
    return "gaussians:d=%d,separation=%s".formatted(dimension, Range.text(separation));
  }

  @Override
  public Dataset draw(int n, Seed seed) {
    RandomGenerator random = seed.random();
    Matrix inputs = Matrix.zeros(n, dimension);
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = Draws.sign(random);
      Draws.gaussian(random, inputs.data(), i * dimension, dimension);
      inputs.data()[i * dimension] += y[i] * separation / 2;
    }
    return Dataset.of(spec(), inputs, new Labels.Signs(y));
  }

  @Override
  public Truth truth() {
    return Truth.bayes(NormalTail.at(separation / 2));
  }
}
