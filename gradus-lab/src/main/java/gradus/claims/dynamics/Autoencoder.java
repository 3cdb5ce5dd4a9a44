package gradus.claims.dynamics;

import gradus.claims.model.Vectors;
import gradus.num.Matrix;
import gradus.num.Qr;
import gradus.num.Seed;
import gradus.ode.Contact;
import gradus.ode.Inclusion;
import gradus.ode.InclusionSolver;
import gradus.ode.Landing;
import gradus.ode.Pattern;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A linear autoencoder W_2W_1 of D inputs and H units under the flow of ½E‖x - W_2W_1x‖², with
 * covariance diag(λ).
 *
 * @param offAtStart 1 - cos(W_2, W_1ᵀ) at the start
 * @param off the same at the end
 * @param excess (error - least error)/least error at the end
 */
record Autoencoder(double offAtStart, double off, double excess) {
  private static final int D = 4;
  private static final int H = 2;
  private static final double[] LAMBDA = {4, 2, 1, 0.5};
  private static final double TIME = 100;
  private static final int SIZE = 2 * D * H;

  /** Trains from a start that is balanced or not, with W_2 far from W_1ᵀ. */
  static Autoencoder train(boolean balanced, Seed seed) {
    RandomGenerator random = seed.random();
    double[] y = new double[SIZE + 1];
    double[] left = frame(random);
    double[] right = frame(random);
    // W_1 = diag(s) Uᵀ and W_2 = V diag(s), with V and U unrelated.
    for (int h = 0; h < H; h++) {
      double s = 0.3 + 0.2 * h;
      for (int i = 0; i < D; i++) {
        y[h * D + i] = s * right[i * H + h];
        y[D * H + i * H + h] = (balanced ? s : s + 1) * left[i * H + h];
      }
    }
    double start = off(y);
    InclusionSolver solver = new InclusionSolver(new Field(), y, 1e-11);
    solver.aim(new Landing(SIZE, TIME));
    while (solver.state()[SIZE] < TIME * (1 - 1e-12)) {
      if (!solver.advance()) {
        throw new IllegalStateException("the flow stopped: " + solver.failure());
      }
    }
    double[] end = solver.state();
    double least = (LAMBDA[2] + LAMBDA[3]) / 2;
    return new Autoencoder(start, off(end), error(end) / least - 1);
  }

  /** D x H orthonormal columns. */
  private static double[] frame(RandomGenerator random) {
    Matrix columns = Vectors.gaussian(D, H, random);
    return Qr.of(columns).q().data();
  }

  /** 1 - cos(W_2, W_1ᵀ). */
  private static double off(double[] y) {
    double both = 0;
    double first = 0;
    double second = 0;
    for (int h = 0; h < H; h++) {
      for (int i = 0; i < D; i++) {
        double a = y[h * D + i];
        double b = y[D * H + i * H + h];
        both += a * b;
        first += a * a;
        second += b * b;
      }
    }
    return 1 - both / Math.sqrt(first * second);
  }

  /** (I - W_2W_1)_{ij}. */
  private static double rest(double[] y, int i, int j) {
    double sum = i == j ? 1 : 0;
    for (int h = 0; h < H; h++) {
      sum -= y[D * H + i * H + h] * y[h * D + j];
    }
    return sum;
  }

  private static double error(double[] y) {
    double sum = 0;
    for (int i = 0; i < D; i++) {
      for (int j = 0; j < D; j++) {
        double e = rest(y, i, j);
        sum += e * e * LAMBDA[j] / 2;
      }
    }
    return sum;
  }

  /** Ẇ_1 = W_2ᵀEΛ, Ẇ_2 = EΛW_1ᵀ with E = I - W_2W_1, and the time. */
  private static final class Field implements Inclusion {
    @Override
    public int dimension() {
      return SIZE + 1;
    }

    @Override
    public int kinks() {
      return 0;
    }

    @Override
    public boolean velocity(double[] y, Pattern pattern, double[] v) {
      Arrays.fill(v, 0);
      for (int i = 0; i < D; i++) {
        for (int j = 0; j < D; j++) {
          double e = rest(y, i, j) * LAMBDA[j];
          for (int h = 0; h < H; h++) {
            v[h * D + j] += y[D * H + i * H + h] * e;
            v[D * H + i * H + h] += e * y[h * D + j];
          }
        }
      }
      v[SIZE] = 1;
      return true;
    }

    @Override
    public void kinksThere(double[] h) {
      // There are none.
    }

    @Override
    public void kinksAt(double[] y, Pattern pattern, double[] h) {
      // There are none.
    }

    @Override
    public Contact contact(double[] y, Pattern pattern, int[] which) {
      throw new IllegalStateException("a smooth equation has no kinks");
    }

    @Override
    public void project(double[] y, Pattern pattern) {
      // Nothing is pinned.
    }
  }
}
