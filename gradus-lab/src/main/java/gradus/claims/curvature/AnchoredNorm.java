package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.model.Margins;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.num.LeastSquares;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.num.Svd;
import java.util.ArrayList;
import java.util.List;

/** does norm-minimizing descent reach the minimum norm from any start? */
record AnchoredNorm() implements CurvatureClaim {
  private static final int N = 5;
  private static final int D = 10;

  @Override
  public String id() {
    return "A-5";
  }

  @Override
  public String place() {
    return "abstract, item 5";
  }

  @Override
  public String statement() {
    return "Norm-minimizing gradient descent guarantees minimum norm minimizers under both the"
        + " square loss and the exponential loss, independently of initial conditions.";
  }

  @Override
  public String formula() {
    return "w_{t+1}=(1-\\alpha_t)(w_t-\\eta\\nabla L(w_t)),\\quad\\alpha_t=\\tfrac1{t+2}";
  }

  @Override
  public List<String> assumptions() {
    return List.of("square loss: as many independent examples as equations, fewer than weights");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    Matrix x = Vectors.gaussian(N, D, seed.child("x").random());
    double[] y = Vectors.gaussian(N, seed.child("y").random());
    double[] least = LeastSquares.of(x, y).solution();
    Svd svd = Svd.of(x);
    double eta = 1 / (svd.values()[0] * svd.values()[0]);
    int steps = budget.of(100_000, 2_000_000, 20_000_000);
    List<Double> times = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    double worst = 0;
    double plain = Double.POSITIVE_INFINITY;
    double constant = 0;
    for (int draw = 0; draw < budget.of(2, 4, 20); draw++) {
      double[] start =
          Vectors.times(3, Vectors.gaussian(D, seed.child("start").child(draw).random()));
      double[] w = start.clone();
      for (int t = 0; t < steps; t++) {
        step(x, y, eta, w, 1.0 / (t + 2));
        if (draw == 0 && t + 1 >= 100 && Integer.bitCount(t + 1) == 1) {
          times.add(t + 1.0);
          errors.add(Vectors.distance(w, least));
        }
      }
      worst = Math.max(worst, Vectors.distance(w, least) / Vectors.norm(least));
      double[] held = start.clone();
      double[] free = start.clone();
      for (int t = 0; t < 20_000; t++) {
        step(x, y, eta, free, 0);
        step(x, y, eta, held, t < 1000 ? 0.05 : 0);
      }
      plain = Math.min(plain, Vectors.distance(free, least));
      constant = Math.max(constant, Vectors.distance(held, least) / Vectors.norm(least));
    }
    double[] t = times.stream().mapToDouble(v -> v).toArray();
    double[] e = errors.stream().mapToDouble(v -> v).toArray();
    double slope = Vectors.slope(logs(t), logs(e));
    double[] net = twoLayers(x, y, least, eta, budget, seed);
    double[] exponential = exponential(budget, seed.child("exponential"));
    return Judgement.of(
            // The error is α_t/(ησ²_min) times the norm, to first order.
            Evidence.near(
                "largest relative distance to \\(w^\\dagger\\), square loss",
                worst,
                0,
                2 * bound(svd, eta, steps)),
            Evidence.near(
                "growth of \\(\\|w\\|\\) over the last decade of steps, exponential loss",
                exponential[1],
                0,
                1e-2),
            Evidence.near(
                    "slope of \\(\\log\\|w_t-w^\\dagger\\|\\) in \\(\\log t\\)", slope, -1, 0.05)
                .ofCorrection(),
            Evidence.near(
                    "the same distance with \\(\\lambda=0.05\\) for 1000 steps, then none",
                    constant,
                    0,
                    1e-10)
                .ofCorrection(),
            Evidence.atLeast("least distance of plain descent from \\(w^\\dagger\\)", plain, 1e-3)
                .ofCorrection(),
            Evidence.near(
                    "\\(\\rho_1\\rho_2/\\|w^\\dagger\\|-1\\), two linear layers", net[0], 0, 1e-4)
                .ofCorrection(),
            Evidence.near(
                    "angle to the largest margin, exponential loss, from two starts",
                    exponential[0],
                    0,
                    0.1)
                .ofCorrection())
        .corrected(
            "For the square loss as it is said, at the rate \\(1/t\\) of \\(\\alpha_t\\). The"
                + " exponential loss has no minimum and no minimum-norm minimiser: there the"
                + " statement is about the direction, which tends to the largest margin.")
        .with(
            Figure.of(
                    "anchored",
                    "Distance to the minimum norm",
                    Axis.log10("steps"),
                    Axis.log10("\\(\\|w_t-w^\\dagger\\|\\)"))
                .captioned("Anchoring with \\(1/(t+2)\\): slope -1.")
                .with(Series.line("anchored descent", t, e)));
  }

  private static double bound(Svd svd, double eta, int steps) {
    double least = svd.values()[N - 1];
    return 1.0 / steps / (eta * least * least) + 1e-12;
  }

  /** w ← (1 - α)(w - ηXᵀ(Xw - y)). */
  private static void step(Matrix x, double[] y, double eta, double[] w, double alpha) {
    double[] data = x.data();
    double[] r = new double[N];
    for (int n = 0; n < N; n++) {
      double sum = -y[n];
      for (int i = 0; i < D; i++) {
        sum += data[n * D + i] * w[i];
      }
      r[n] = eta * sum;
    }
    for (int i = 0; i < D; i++) {
      double g = 0;
      for (int n = 0; n < N; n++) {
        g += r[n] * data[n * D + i];
      }
      w[i] = (1 - alpha) * (w[i] - g);
    }
  }

  /** Two linear layers of h units: the relative error of ρ_1ρ_2, anchored for a while. */
  private static double[] twoLayers(
      Matrix x, double[] y, double[] least, double eta, Budget budget, Seed seed) {
    int h = 3;
    double[] w1 = Vectors.gaussian(h * D, seed.child("w1").random());
    double[] w2 = Vectors.gaussian(h, seed.child("w2").random());
    double small = 0.1 * eta;
    int steps = budget.of(40_000, 400_000, 4_000_000);
    for (int t = 0; t < steps; t++) {
      // Balanced and of rank one once the anchor has pulled; then let go, slowly.
      double alpha =
          t < steps / 2
              ? small * 0.05
              : small
                  * 0.05
                  * 2
                  * (1 - t / (double) steps)
                  * Math.exp(-20.0 * (t - steps / 2.0) / steps);
      double[] a = new double[D];
      for (int j = 0; j < h; j++) {
        for (int i = 0; i < D; i++) {
          a[i] += w2[j] * w1[j * D + i];
        }
      }
      double[] r = Vectors.plus(Vectors.product(x, a), -1, y);
      double[] g = Vectors.transposedProduct(x, r);
      for (int j = 0; j < h; j++) {
        double pull = 0;
        for (int i = 0; i < D; i++) {
          pull += g[i] * w1[j * D + i];
          w1[j * D + i] = (1 - alpha) * (w1[j * D + i] - small * w2[j] * g[i]);
        }
        w2[j] = (1 - alpha) * (w2[j] - small * pull);
      }
    }
    return new double[] {Vectors.norm(w1) * Vectors.norm(w2) / Vectors.norm(least) - 1};
  }

  /** The larger angle to the largest margin, and how much the norm grew over the last decade. */
  private static double[] exponential(Budget budget, Seed seed) {
    Matrix z =
        Matrix.ofRows(
            new double[] {1, 0.2, 0.3}, new double[] {0.3, 1, -0.2}, new double[] {0.9, 0.8, 0.1});
    double[] best = Margins.of(z).direction();
    int steps = budget.of(100_000, 1_000_000, 10_000_000);
    double angle = 0;
    double growth = 0;
    for (int draw = 0; draw < 2; draw++) {
      double[] w = Vectors.gaussian(3, seed.child(draw).random());
      double before = 0;
      for (int t = 0; t < steps; t++) {
        double[] g = new double[3];
        for (int n = 0; n < 3; n++) {
          double e = Math.exp(-Vectors.dot(z.row(n), w));
          for (int i = 0; i < 3; i++) {
            g[i] += e * z.at(n, i);
          }
        }
        double alpha = 1.0 / (t + 2);
        for (int i = 0; i < 3; i++) {
          w[i] = (1 - alpha) * (w[i] + 0.1 * g[i]);
        }
        before = t == steps / 10 ? Vectors.norm(w) : before;
      }
      angle =
          Math.max(angle, Math.acos(Math.min(1, Vectors.dot(Vectors.unit(w), Vectors.unit(best)))));
      growth = Math.max(growth, Vectors.norm(w) / before - 1);
    }
    return new double[] {angle, growth};
  }

  private static double[] logs(double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.log(x[i]);
    }
    return y;
  }
}
