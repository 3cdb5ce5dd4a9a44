package gradus.data;

import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.random.RandomGenerator;

/** See {@link DataLaw#teacher}. */
record TeacherLaw(int dimension, int width, Seed weights) implements DataLaw {
  TeacherLaw {
    // With d = 1 or one unit the teacher may have but one sign.
    Range.check("teacher: d", dimension, 2, Range.MOST);
    Range.check("teacher: width", width, 2, Range.MOST);
    Range.check("teacher: d times width", (double) dimension * width, 4, 1 << 26);
  }

  @Override
  public String spec() {
    return "teacher:d=%d,width=%d,seed=%d".formatted(dimension, width, weights.value());
  }

  @Override
  public Dataset draw(int n, Seed seed) {
    RandomGenerator random = seed.random();
    double[] w = hidden();
    Matrix inputs = Matrix.zeros(n, dimension);
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      // Silent with a chance of at most one half, so that the loop ends soon.
      while (y[i] == 0) {
        Draws.gaussian(random, inputs.data(), i * dimension, dimension);
        y[i] = Math.signum(output(w, inputs.data(), i * dimension));
      }
    }
    return Dataset.of(spec(), inputs, new Labels.Signs(y));
  }

  @Override
  public Truth truth() {
    return Truth.bayes(0);
  }

  /** The hidden weights wⱼ, width x d row-major. */
  double[] hidden() {
    double[] w = new double[width * dimension];
    Draws.gaussian(weights.child("teacher").random(), w, 0, w.length);
    for (int k = 0; k < w.length; k++) {
      w[k] /= Math.sqrt(dimension);
    }
    return w;
  }

  /** Σ aⱼ relu⟨wⱼ, x⟩ at an example that starts at an offset. */
  double output(double[] w, double[] x, int xOff) {
    double f = 0;
    for (int j = 0; j < width; j++) {
      double z = 0;
      for (int k = 0; k < dimension; k++) {
        z += w[j * dimension + k] * x[xOff + k];
      }
      f += (j % 2 == 0 ? 1 : -1) * Math.max(z, 0);
    }
    return f;
  }
}
