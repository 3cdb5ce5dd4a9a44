package gradus.claims.kernel;

import gradus.claims.model.Vectors;
import gradus.kernel.KernelSvm;
import gradus.num.Blas;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** How well three learners tell 2-XOR from n drawn corners of the cube in d dimensions. */
final class XorLearners {
  /** From n examples and others of dimension d to the share of the others told right. */
  interface Learner {
    double accuracy(Matrix x, double[] y, Matrix others, double[] truth, Seed seed);
  }

  private static final int OTHERS = 500;
  private static final double C = 1e4;

  /** A rescaled step of descent; it moves the logarithm of the risk by order one. */
  private static final double STEP = 0.2;

  private static final int MOST = 12;
  private static final double START = 0.1;

  private XorLearners() {}

  /** The tangent kernel of infinite width, at its largest margin. */
  static double kernel(Matrix x, double[] y, Matrix others, double[] truth, Seed seed) {
    var tangent = KernelLimit.firstLayer(x);
    return machine(tangent.gram(x).full(), tangent.between(others, x), y, truth);
  }

  /** The gradients of a network of width 512 at its start, at their largest margin. */
  static double lazy(Matrix x, double[] y, Matrix others, double[] truth, Seed seed) {
    int n = x.rows();
    double[] both = Arrays.copyOf(x.data(), x.data().length + others.data().length);
    System.arraycopy(others.data(), 0, both, x.data().length, others.data().length);
    Matrix all = Matrix.wrap(n + others.rows(), x.cols(), both);
    Matrix k = TwoLayerRelu.start(all, 512, seed).kernel();
    Matrix own = Matrix.zeros(n, n);
    Matrix between = Matrix.zeros(others.rows(), n);
    for (int i = 0; i < all.rows(); i++) {
      double[] to = i < n ? own.data() : between.data();
      System.arraycopy(k.data(), i * all.rows(), to, (i < n ? i : i - n) * n, n);
    }
    return machine(own, between, y, truth);
  }

  private static double machine(Matrix own, Matrix between, double[] y, double[] truth) {
    KernelSvm machine = KernelSvm.train(own, y, C, 1e-3, 1_000_000);
    double[] f = Vectors.product(between, machine.beta());
    return share(Arrays.stream(f).map(v -> v + machine.offset()).toArray(), truth);
  }

  /** A network of width 40, both layers trained from a small start under the exponential loss. */
  static double trained(Matrix x, double[] y, Matrix others, double[] truth, Seed seed, int steps) {
    int m = 40;
    int n = x.rows();
    int d = x.cols();
    RandomGenerator random = seed.random();
    double[] w = Vectors.times(START / Math.sqrt(m), Vectors.gaussian(m * d, random));
    double[] a = Vectors.times(START * Math.sqrt(d / (double) m), Vectors.gaussian(m, random));
    double[] z = new double[n * m];
    double[] f = new double[n];
    double[] q = new double[n];
    double[] gradient = new double[m * d];
    double[] outer = new double[m];
    for (int t = 0; t < steps; t++) {
      Blas.best().gemm(false, true, n, m, d, 1, x.data(), 0, d, w, 0, d, 0, z, 0, m);
      weights(z, a, y, f, q);
      Arrays.fill(outer, 0);
      for (int i = 0; i < n; i++) {
        for (int s = 0; s < m; s++) {
          double in = z[i * m + s];
          outer[s] += in > 0 ? q[i] * in : 0;
          z[i * m + s] = in > 0 ? q[i] * a[s] : 0;
        }
      }
      Blas.best().gemm(true, false, m, d, n, 1, z, 0, m, x.data(), 0, d, 0, gradient, 0, d);
      double size = Vectors.dot(w, w) + Vectors.dot(a, a);
      Blas.best().axpy(m * d, STEP / size, gradient, 0, w, 0);
      Blas.best().axpy(m, STEP / size, outer, 0, a, 0);
    }
    double[] there = new double[others.rows() * m];
    Blas.best()
        .gemm(false, true, others.rows(), m, d, 1, others.data(), 0, d, w, 0, d, 0, there, 0, m);
    double[] told = new double[others.rows()];
    for (int i = 0; i < told.length; i++) {
      for (int s = 0; s < m; s++) {
        told[i] += a[s] * Math.max(there[i * m + s], 0);
      }
    }
    return share(told, truth);
  }

  /** q_i y_i with q the softmax of -y f. */
  private static void weights(double[] z, double[] a, double[] y, double[] f, double[] q) {
    int m = a.length;
    double top = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < y.length; i++) {
      f[i] = 0;
      for (int s = 0; s < m; s++) {
        f[i] += a[s] * Math.max(z[i * m + s], 0);
      }
      top = Math.max(top, -y[i] * f[i]);
    }
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      q[i] = Math.exp(-y[i] * f[i] - top);
      sum += q[i];
    }
    for (int i = 0; i < y.length; i++) {
      q[i] *= y[i] / sum;
    }
  }

  private static double share(double[] f, double[] truth) {
    int right = 0;
    for (int i = 0; i < f.length; i++) {
      right += f[i] * truth[i] > 0 ? 1 : 0;
    }
    return right / (double) f.length;
  }

  /**
   * How many examples a learner needs to tell 90 % of fresh corners right: the mean over draws
   * crosses that level between two of n = first, √2 first, 2 first, …, where it is read on a line
   * in log n.
   */
  static double needed(int d, int first, int draws, Learner learner, Seed seed) {
    double before = 0.5;
    for (int k = 0; k <= MOST; k++) {
      int n = (int) Math.round(first * Math.pow(2, k / 2.0));
      double mean = 0;
      for (int draw = 0; draw < draws; draw++) {
        Seed own = seed.child(k).child(draw);
        Matrix x = corners(n, d, own.child("examples").random());
        Matrix others = corners(OTHERS, d, own.child("others").random());
        mean +=
            learner.accuracy(
                    x, XorMargin.labels(x), others, XorMargin.labels(others), own.child("start"))
                / draws;
      }
      if (mean >= 0.9) {
        return n * Math.pow(2, k == 0 ? 0 : -0.5 * (mean - 0.9) / (mean - before));
      }
      before = mean;
    }
    return Double.POSITIVE_INFINITY;
  }

  private static Matrix corners(int n, int d, RandomGenerator random) {
    Matrix x = Matrix.zeros(n, d);
    for (int k = 0; k < x.data().length; k++) {
      x.data()[k] = (random.nextBoolean() ? 1 : -1) / Math.sqrt(d);
    }
    return x;
  }
}
