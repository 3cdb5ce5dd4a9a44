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
import gradus.kernel.NtkMargin;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** J-γrand: the NTK margin of random labels and of noisy 2-XOR. */
record MarginOfXor() implements Claim {
  private static final int D = 10;

  @Override
  public String id() {
    return "J-γrand";
  }

  @Override
  public List<String> also() {
    return List.of("J-2XOR");
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§3.2.1, how large γ can be");
  }

  @Override
  public String statement() {
    return "The NTK margin is 1/poly(n) for random labels, and \\(\\Omega(1/d)\\) for noisy 2-XOR"
        + " on all \\(2^d\\) corners.";
  }

  @Override
  public String formula() {
    return "\\gamma_{\\text{random}}\\le\\frac1{\\text{poly}(n)},\\qquad"
        + "\\gamma_{\\text{2-XOR}}=\\Omega(1/d)";
  }

  @Override
  public List<String> assumptions() {
    return List.of("inputs of unit norm: corners are divided by \\(\\sqrt d\\)");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double[] n = {8, 16, 32, 64, 128, 256, 512, 1024};
    double[] reached = new double[budget.of(3, 6, 8)];
    n = Arrays.copyOf(n, reached.length);
    int repeats = budget.of(2, 4, 6);
    double gap = 0;
    double excess = 0;
    double[] bound = new double[n.length];
    double[] logN = new double[n.length * repeats];
    double[] logGamma = new double[logN.length];
    for (int k = 0; k < n.length; k++) {
      for (int r = 0; r < repeats; r++) {
        NtkMargin margin = random((int) n[k], budget, seed.child("labels").child(k).child(r));
        gap = Math.max(gap, margin.gap() / margin.dual());
        excess = Math.max(excess, margin.dual() * Math.sqrt(n[k]));
        reached[k] += margin.primal() / repeats;
        logN[k * repeats + r] = Math.log(n[k]);
        logGamma[k * repeats + r] = Math.log(margin.dual());
      }
      bound[k] = 1 / Math.sqrt(2 * n[k]);
    }
    double exponent = Vectors.slope(logN, logGamma);
    double error = standardError(logN, logGamma, exponent);
    double[] d = {10, 12, 14, 16, 18};
    double[] xor = new double[budget.of(2, 3, 5)];
    d = Arrays.copyOf(d, xor.length);
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < d.length; k++) {
      xor[k] = xor((int) d[k], 1000, seed.child("directions"));
      least = Math.min(least, d[k] * xor[k]);
    }
    int small = 5;
    Corners corners = Corners.of(small);
    NtkMargin solved =
        NtkMargin.drawn(corners.x(), corners.y(), budget.of(500, 5000, 100_000), 0.999, seed);
    double symmetric = xor(small, budget.of(500, 5000, 100_000), seed.child("symmetric"));
    Figure figure =
        Figure.of(
                "margins",
                "NTK margins",
                Axis.log10("examples n, or dimension d"),
                Axis.log10("\\(\\gamma\\)"))
            .with(Series.line("random labels in ten dimensions", n, reached))
            .with(Series.line("\\(1/\\sqrt{2n}\\)", n, bound))
            .with(Series.line("2-XOR, over d", d, xor))
            .captioned("Random labels by n, noisy 2-XOR on all corners by d.");
    return Judgement.of(
            Evidence.atMost("random labels: relative gap of both sides, largest", gap, 1e-4),
            Evidence.atMost(
                "random labels: exponent of \\(\\gamma\\) in n plus two standard errors",
                exponent + 2 * error,
                0),
            Evidence.near(
                "2-XOR: \\(d\\gamma\\) at the largest d, which tends to ½",
                d[d.length - 1] * xor[xor.length - 1],
                0.5,
                0.05),
            Evidence.atLeast("2-XOR: least \\(d\\gamma\\)", least, 0.5),
            Evidence.near(
                "d = 5: the margin by symmetry over that by the solver",
                symmetric / solved.dual(),
                1,
                0.1))
        .with(figure)
        .noting(
            String.format(
                Locale.ROOT,
                "Random labels: exponent %.3f, standard error %.3f, n = %d to %d in %d dimensions;"
                    + " \\(\\gamma\\sqrt n\\le%.3f\\). Equal weights prove \\(\\gamma\\le"
                    + "1/\\sqrt{2n}\\) on average over labels.",
                exponent,
                error,
                (int) n[0],
                (int) n[n.length - 1],
                D,
                excess))
        .noting(
            String.format(
                Locale.ROOT,
                "2-XOR: the slope of \\(\\log\\gamma\\) in \\(\\log d\\) from %d to %d is %.3f,"
                    + " steeper than -1, since \\(d\\gamma\\) still falls, from %.4f to %.4f.",
                (int) d[0],
                (int) d[d.length - 1],
                KernelLimit.slope(d, xor),
                d[0] * xor[0],
                d[d.length - 1] * xor[xor.length - 1]))
        .noting(
            "2-XOR: sign changes of coordinates carry any example to any other and leave the right"
                + " side of the duality as it is, so equal weights are the best ones; for a"
                + " direction z the norm is then summed over all corners. It tends to"
                + " \\(\\|(z_1,z_2)\\|/(\\sqrt{2\\pi}d)\\), whose known mean serves as control.");
  }

  private static NtkMargin random(int n, Budget budget, Seed seed) {
    RandomGenerator random = seed.random();
    Matrix x = TwoLayerRelu.sphere(n, D, random);
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = random.nextBoolean() ? 1 : -1;
    }
    return NtkMargin.drawn(x, y, budget.of(200, 1000, 2000), 0.9, seed.child("directions"));
  }

  private static double standardError(double[] x, double[] y, double slope) {
    double mx = Arrays.stream(x).average().orElseThrow();
    double my = Arrays.stream(y).average().orElseThrow();
    double residual = 0;
    double spread = 0;
    for (int i = 0; i < x.length; i++) {
      residual += Math.pow(y[i] - my - slope * (x[i] - mx), 2);
      spread += Math.pow(x[i] - mx, 2);
    }
    return Math.sqrt(residual / (x.length - 2) / spread);
  }

  /** E_z‖2^{-d} Σ y x 1[⟨z, x⟩ > 0]‖, with ‖(z_1, z_2)‖ as control in a ratio. */
  private static double xor(int d, int draws, Seed seed) {
    double norms = 0;
    double control = 0;
    for (int draw = 0; draw < draws; draw++) {
      double[] z = Vectors.gaussian(d, seed.child(draw).random());
      norms += Vectors.norm(mean(z));
      control += Math.hypot(z[0], z[1]);
    }
    return norms / control * Math.sqrt(Math.PI / 2);
  }

  /** The mean of y x 1[⟨z, x⟩ > 0] over the corners, one sign changing at a time (Gray's code). */
  private static double[] mean(double[] z) {
    int d = z.length;
    double[] x = new double[d];
    Arrays.fill(x, 1 / Math.sqrt(d));
    double along = Arrays.stream(z).sum() / Math.sqrt(d);
    double[] sum = new double[d];
    double share = Math.scalb(1.0, -d);
    for (int corner = 1; corner <= 1 << d; corner++) {
      if (along > 0) {
        double y = x[0] * x[1] > 0 ? -share : share;
        for (int j = 0; j < d; j++) {
          sum[j] += y * x[j];
        }
      }
      int flip = Math.min(Integer.numberOfTrailingZeros(corner), d - 1);
      x[flip] = -x[flip];
      along += 2 * x[flip] * z[flip];
    }
    return sum;
  }

  /** All corners of the cube over √d with the exclusive or of the first two signs. */
  private record Corners(Matrix x, double[] y) {
    static Corners of(int d) {
      Matrix x = Matrix.zeros(1 << d, d);
      double[] y = new double[1 << d];
      for (int i = 0; i < y.length; i++) {
        for (int j = 0; j < d; j++) {
          x.set(i, j, ((i >> j & 1) == 0 ? 1 : -1) / Math.sqrt(d));
        }
        y[i] = x.at(i, 0) * x.at(i, 1) > 0 ? -1 : 1;
      }
      return new Corners(x, y);
    }
  }
}
