package gradus.claims.kernel;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.num.Blas;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** J-lazy: wide networks stay near their linearisation. */
record LazyTraining() implements Claim {
  private static final int N = 6;
  private static final int D = 5;
  private static final int ELSEWHERE = 6;
  private static final double STEP = 1;
  private static final int STEPS = 100;

  @Override
  public String id() {
    return "J-lazy";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§3, equation 3");
  }

  @Override
  public String statement() {
    return "In training, a wide network stays near its linearisation about the start, trained in"
        + " the same way.";
  }

  @Override
  public String formula() {
    return "f(w;x)\\approx f(w_0;x)+\\langle\\nabla f(w_0;x),w-w_0\\rangle";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  /** What is followed in a run. */
  private record Distance(double outputs, double flipped) {}

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double[] m = {256, 1024, 4096, 16_384};
    m = Arrays.copyOf(m, budget.of(3, 4, 4));
    int starts = budget.of(6, 10, 60);
    double[] relu = new double[m.length];
    double[] flipped = new double[m.length];
    double[] tanh = new double[m.length];
    for (int k = 0; k < m.length; k++) {
      for (int start = 0; start < starts; start++) {
        Seed own = seed.child(start);
        Distance kinked = run((int) m[k], false, own);
        relu[k] += kinked.outputs() / starts;
        flipped[k] += kinked.flipped() / starts;
        tanh[k] += run((int) m[k], true, own).outputs() / starts;
      }
    }
    Figure figure =
        Figure.of(
                "lazy",
                "A network and its linearisation, trained alike",
                Axis.log10("width \\(m\\)"),
                Axis.log10("mean over starts"))
            .with(Series.line("ReLU: largest difference of outputs", m, relu))
            .with(Series.line("ReLU: share of signs flipped at the end", m, flipped))
            .with(Series.line("tanh: largest difference of outputs", m, tanh))
            .captioned(
                "Square loss, descent; six examples and six further inputs on the sphere in five"
                    + " dimensions. The largest over steps and inputs.");
    return Judgement.of(
            Evidence.near(
                "ReLU: slope of \\(\\sup_{t,x}|f-f_{\\text{lin}}|\\) in m",
                KernelLimit.slope(m, relu),
                -0.5,
                0.1),
            Evidence.near(
                "ReLU: slope of the share of flipped signs in m",
                KernelLimit.slope(m, flipped),
                -0.5,
                0.1),
            Evidence.near(
                "tanh: slope of \\(\\sup_{t,x}|f-f_{\\text{lin}}|\\) in m",
                KernelLimit.slope(m, tanh),
                -1,
                0.15),
            Evidence.atMost(
                "ReLU, widest: \\(\\sup_{t,x}|f-f_{\\text{lin}}|\\), mean over starts",
                relu[relu.length - 1],
                0.2))
        .with(figure)
        .noting(
            String.format(
                Locale.ROOT,
                "Weights move by \\(m^{-1/2}\\), which crosses the kink of that share of the units;"
                    + " each changes the kernel by 1/m, and on the examples themselves they do not"
                    + " cancel. For tanh the second-order terms carry the random signs \\(a_s\\)"
                    + " and cancel to 1/m. Signs flipped at the widest: %.2f %%.",
                100 * flipped[flipped.length - 1]));
  }

  private static Distance run(int m, boolean smooth, Seed seed) {
    RandomGenerator random = seed.child("data").random();
    Matrix x = TwoLayerRelu.sphere(N + ELSEWHERE, D, random);
    double[] y = Vectors.gaussian(N, random);
    TwoLayerRelu start = TwoLayerRelu.start(x, m, seed.child(m));
    Units units = new Units(start.a(), smooth);
    Matrix z = start.preactivations();
    Matrix gates = Matrix.zeros(z.rows(), m);
    double[] f = units.forward(z, gates);
    double[] linear = f.clone();
    Matrix kernel = x.times(x.transpose());
    Matrix shared = gates.times(gates.transpose());
    for (int e = 0; e < kernel.data().length; e++) {
      kernel.data()[e] *= shared.data()[e];
    }
    Matrix w = start.w();
    Matrix now = z;
    double most = 0;
    for (int t = 0; t < STEPS; t++) {
      double[] pull = residual(f, y);
      for (int i = 0; i < pull.length; i++) {
        Blas.best().scal(m, -STEP / N * pull[i], gates.data(), i * m);
      }
      w = Matrix.wrap(m, D, Vectors.plus(w.data(), 1, gates.transpose().times(x).data()));
      linear = Vectors.plus(linear, -STEP / N, Vectors.product(kernel, residual(linear, y)));
      now = x.times(w.transpose());
      f = units.forward(now, gates);
      for (int i = 0; i < f.length; i++) {
        most = Math.max(most, Math.abs(f[i] - linear[i]));
      }
    }
    int flips = 0;
    for (int e = 0; e < z.data().length; e++) {
      flips += z.data()[e] > 0 == now.data()[e] > 0 ? 0 : 1;
    }
    return new Distance(most, flips / (double) z.data().length);
  }

  /** f - y on the examples, 0 elsewhere. */
  private static double[] residual(double[] f, double[] y) {
    double[] residual = new double[f.length];
    for (int i = 0; i < y.length; i++) {
      residual[i] = f[i] - y[i];
    }
    return residual;
  }

  /** The units of m^{-1/2} Σ a_s σ(⟨w_s, x⟩), σ ReLU or tanh. */
  private record Units(double[] a, boolean smooth) {
    /** f(x_i), and a_s σ'(z_is)/√m into {@code gates}. */
    double[] forward(Matrix z, Matrix gates) {
      int m = a.length;
      double[] f = new double[z.rows()];
      for (int i = 0; i < f.length; i++) {
        for (int s = 0; s < m; s++) {
          double in = z.data()[i * m + s];
          double tanh = smooth ? Math.tanh(in) : 0;
          double scale = a[s] / Math.sqrt(m);
          f[i] += scale * (smooth ? tanh : Math.max(in, 0));
          gates.data()[i * m + s] = scale * (smooth ? 1 - tanh * tanh : in > 0 ? 1 : 0);
        }
      }
      return f;
    }
  }
}
