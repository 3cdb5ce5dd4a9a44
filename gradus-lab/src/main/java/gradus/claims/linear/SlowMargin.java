package gradus.claims.linear;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Margins;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.flow.Dynamics;
import gradus.flow.Flow;
import gradus.flow.FlowCourse;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.margin.MarginSolution;
import gradus.net.Nonlinearity;
import gradus.num.LogSum;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.num.SymmetricEigen;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** N-3.2s: the largest margin is reached logarithmically slowly in the loss. */
record SlowMargin() implements Claim {
  private static final int N = 12;
  private static final int D = 6;
  private static final double FROM = 30;
  private static final double TO = 3000;
  private static final int READINGS = 12;

  @Override
  public String id() {
    return "N-3.2s";
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2018, "§3.2, third paragraph");
  }

  @Override
  public String statement() {
    return "Under the logistic or exponential loss gradient descent on separable data converges to"
        + " the maximum margin solution, very slowly: only logarithmically in the convergence of"
        + " the loss.";
  }

  @Override
  public String formula() {
    return "\\angle\\bigl(w(t),\\hat w\\bigr)\\cdot\\log\\frac1{L(t)}\\to\\text{const}";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "the flow under the exponential loss, from a Gaussian start",
        "fewer support vectors than dimensions, d ≥ 3, each with a dual weight above 0.1; no other"
            + " example within a quarter of the margin; and no slow mode,"
            + " \\(\\lambda\\ge\\frac1{10}\\) with \\(\\lambda\\) the least positive"
            + " eigenvalue of \\(\\sum_n\\bar q_nx_nx_n^\\top/\\bar\\gamma^2\\): else the law"
            + " begins later");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double worst = -1;
    double last = 1;
    double cosine = 1;
    Figure figure =
        Figure.of(
                "angle",
                "Angle to the direction of largest margin",
                Axis.log10("\\(\\log(1/L)\\)"),
                Axis.log10("angle"))
            .captioned("Each line is a draw; all have slope -1.");
    int draws = budget.of(2, 8, 40);
    for (int draw = 0; draw < draws; draw++) {
      RandomGenerator random = seed.child(draw).random();
      Matrix z = points(random);
      MarginSolution best = Margins.of(z);
      double[] fall = new double[READINGS];
      double[] angle = new double[READINGS];
      FlowCourse course = course(z, Vectors.gaussian(D, random));
      for (int i = 0; i < READINGS; i++) {
        double mark = FROM * Math.pow(TO / FROM, i / (READINGS - 1.0));
        course.aimOnward(mark);
        while (course.logTime() < mark) {
          course.advance();
          if (course.failure() != null) {
            throw new IllegalStateException("the flow ended: " + course.failure());
          }
        }
        double[] w = course.weights().clone();
        fall[i] = Math.log(N) - LogSum.of(Vectors.times(-1, Vectors.product(z, w)));
        double along = Vectors.dot(w, best.direction());
        double[] off = Vectors.plus(w, -along, best.direction());
        angle[i] = Math.atan2(Vectors.norm(off), along);
        cosine = Math.min(cosine, Math.cos(angle[i]));
      }
      double slope = Vectors.slope(log(fall), log(angle));
      worst = Math.abs(slope + 1) > Math.abs(worst + 1) ? slope : worst;
      // From log(1/L) = 300 on, over half of the readings.
      int half = READINGS / 2;
      double ratio = angle[READINGS - 1] * fall[READINGS - 1] / (angle[half] * fall[half]);
      last = Math.abs(ratio - 1) > Math.abs(last - 1) ? ratio : last;
      if (draw < 8) {
        figure = figure.with(Series.line("draw " + (draw + 1), fall, angle));
      }
    }
    return Judgement.of(
            Evidence.near(
                "slope of log angle in log log(1/L), log(1/L) from 30 to 3000, the farthest from"
                    + " -1",
                worst,
                -1,
                0.05),
            // The next term is O(log log/log) of the first, with what is not yet forgotten.
            Evidence.near(
                "angle·log(1/L) at the end over that at a tenth of the way, farthest from 1",
                last,
                1,
                0.05))
        .with(figure)
        .noting(
            "Least cosine with the maximum margin from log(1/L) = 30 on: %.5f.".formatted(cosine)
                + " To halve the angle the loss has to be squared.")
        .noting(
            "Where \\(\\lambda\\) is small the law begins late: with 0.028 the slope over the same"
                + " window is -0.907, and what is left of \\(\\text{angle}\\cdot\\log\\frac1L\\)"
                + " falls like \\((1/t)^{0.029}\\).");
  }

  /**
   * Points with a positive margin and fewer support vectors than dimensions, the others at least a
   * quarter farther away: their pull, L^{1/4} of that of the support vectors, is then forgotten at
   * log(1/L) = 30. A support vector of small dual weight would, the other way round, not be felt
   * yet. What is off the direction within the span of the support vectors comes to rest like e^{-λ
   * log t}: at 30 it is to be below the tolerance of the slope, e^{-3} = 5 %.
   */
  private static Matrix points(RandomGenerator random) {
    while (true) {
      Matrix z = Vectors.gaussian(N, D, random);
      for (int n = 0; n < N; n++) {
        z.set(n, 0, Math.abs(z.at(n, 0)) + 0.5);
      }
      MarginSolution best = Margins.of(z);
      double[] margins = Vectors.product(z, best.direction());
      long near = Arrays.stream(margins).filter(v -> v < 1.25 * best.margin()).count();
      double weight = Arrays.stream(best.dual()).filter(q -> q > 0).min().orElseThrow();
      if (near == best.support().length
          && near < D
          && weight > 0.1
          && slowest(z, best) * FROM > 3) {
        return z;
      }
    }
  }

  /** λ: dw/dlog t = tL Σ q_n z_n with tL → 1/γ², linearised about its limit. */
  private static double slowest(Matrix z, MarginSolution best) {
    Matrix m = Matrix.zeros(D, D);
    for (int n : best.support()) {
      for (int i = 0; i < D; i++) {
        for (int j = 0; j < D; j++) {
          m.set(i, j, m.at(i, j) + best.dual()[n] * z.at(n, i) * z.at(n, j));
        }
      }
    }
    double[] values = SymmetricEigen.of(m).values();
    double none = 1e-12 * Vectors.max(values);
    return Arrays.stream(values).filter(v -> v > none).min().orElseThrow()
        / (best.margin() * best.margin());
  }

  private static FlowCourse course(Matrix z, double[] start) {
    double[] y = new double[N];
    Arrays.fill(y, 1);
    return Flow.usual()
        .course(
            Dynamics.standard(),
            NetworkOnData.dense(D, Nonlinearity.linear(), 1),
            Loss.named("exponential"),
            Examples.of(Dataset.of("separable points", z, new Labels.Signs(y))),
            start);
  }

  private static double[] log(double[] x) {
    return Arrays.stream(x).map(Math::log).toArray();
  }
}
