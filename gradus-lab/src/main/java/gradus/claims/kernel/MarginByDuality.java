package gradus.claims.kernel;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.kernel.NtkMargin;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;
import java.util.random.RandomGenerator;

/** J-A3.2: the NTK margin, from both sides. */
record MarginByDuality() implements Claim {
  private static final int ANGLES = 20_000;

  @Override
  public String id() {
    return "J-A3.2";
  }

  @Override
  public List<String> also() {
    return List.of("J-γ");
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "Assumption 3.2");
  }

  @Override
  public String statement() {
    return "The NTK margin \\(\\gamma\\), the largest with which a field of unit vectors separates"
        + " the \\(\\phi_i\\), is the least mean norm over the weights of the examples.";
  }

  @Override
  public String formula() {
    return "\\max_{\\|\\bar v(z)\\|\\le1}\\min_iy_i\\langle\\bar v,\\phi_i\\r"
        + "angle=\\min_{q\\in\\Delta}\\mathbb E_z\\Bigl\\|\\sum_iq_iy_ix_i\\mathbf"
        + " 1[\\langle z,x_i\\r"
        + "angle>0]\\Bigr\\|";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double gap = 0;
    double quadrature = 0;
    double weak = Double.NEGATIVE_INFINITY;
    double stronger = Double.NEGATIVE_INFINITY;
    int draws = budget.of(4, 20, 100);
    for (int draw = 0; draw < draws; draw++) {
      RandomGenerator random = seed.child(draw).random();
      Matrix x = TwoLayerRelu.sphere(3 + draw % 6, 2, random);
      double[] y = signs(x.rows(), random);
      NtkMargin margin = NtkMargin.exact(x, y);
      gap = Math.max(gap, margin.gap() / margin.dual());
      double[] sides = sides(x, y, margin.q());
      quadrature = Math.max(quadrature, Math.abs(sides[1] - margin.dual()));
      for (int trial = 0; trial < 5; trial++) {
        double[] other = sides(x, y, weights(x.rows(), random));
        weak = Math.max(weak, other[0] - margin.dual());
        stronger = Math.max(stronger, margin.primal() - other[1]);
      }
    }
    RandomGenerator random = seed.child("space").random();
    Matrix x = TwoLayerRelu.sphere(10, 5, random);
    NtkMargin space =
        NtkMargin.drawn(
            x, signs(10, random), budget.of(1000, 5000, 50_000), 0.99, seed.child("drawn"));
    Matrix plane = TwoLayerRelu.sphere(4, 2, random);
    double[] y = signs(4, random);
    NtkMargin exact = NtkMargin.exact(plane, y);
    NtkMargin.Interval interval =
        NtkMargin.drawn(plane, y, 4000, 0.999, seed.child("plane")).interval().orElseThrow();
    // Each of at most 2n = 16 edges lies within one cell of 1/20,000. There the mean norm jumps by
    // q_i at most, 2 in all, and the margin of a field of unit vectors by 2 at most.
    double cell = 1.0 / ANGLES;
    return Judgement.of(
            Evidence.atMost("in the plane: relative gap of both sides, largest", gap, 1e-4),
            Evidence.atMost(
                "five dimensions, drawn directions: relative gap",
                space.gap() / space.dual(),
                1e-4),
            Evidence.near(
                "the right side at the weights found, by quadrature: difference",
                quadrature,
                0,
                2 * cell),
            Evidence.atMost(
                "any field: its margin less the bound, largest (quadrature)", weak, 32 * cell),
            Evidence.atMost(
                "any weights: the margin reached less their mean norm, largest",
                stronger,
                2 * cell),
            Evidence.atLeast(
                "upper end of the interval of drawn directions", interval.high(), exact.primal()),
            Evidence.atMost("its lower end", interval.low(), exact.dual()))
        .noting(
            "The inner maximum over fields is attained by the unit vectors along"
                + " \\(\\sum_iq_iy_i\\phi_i(z)\\), and the order of max and min does not matter"
                + " (a bilinear function on convex sets, one of them compact).");
  }

  /** The least margin of the field along Σ q y φ, and its mean norm, on evenly spaced angles. */
  private static double[] sides(Matrix x, double[] y, double[] q) {
    int n = x.rows();
    double[] margins = new double[n];
    double mean = 0;
    for (int k = 0; k < ANGLES; k++) {
      double angle = 2 * Math.PI * (k + 0.5) / ANGLES;
      double c = Math.cos(angle);
      double s = Math.sin(angle);
      double gx = 0;
      double gy = 0;
      for (int i = 0; i < n; i++) {
        if (c * x.at(i, 0) + s * x.at(i, 1) > 0) {
          gx += q[i] * y[i] * x.at(i, 0);
          gy += q[i] * y[i] * x.at(i, 1);
        }
      }
      double norm = Math.hypot(gx, gy);
      mean += norm / ANGLES;
      for (int i = 0; i < n && norm > 0; i++) {
        if (c * x.at(i, 0) + s * x.at(i, 1) > 0) {
          margins[i] += y[i] * (gx * x.at(i, 0) + gy * x.at(i, 1)) / norm / ANGLES;
        }
      }
    }
    return new double[] {Vectors.min(margins), mean};
  }

  private static double[] weights(int n, RandomGenerator random) {
    double[] q = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      q[i] = -Math.log(1 - random.nextDouble());
      sum += q[i];
    }
    return Vectors.times(1 / sum, q);
  }

  private static double[] signs(int n, RandomGenerator random) {
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = random.nextBoolean() ? 1 : -1;
    }
    return y;
  }
}
