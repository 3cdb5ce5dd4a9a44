package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Flows;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.SeparablePoints;
import gradus.claims.model.Vectors;
import gradus.flow.Dynamics;
import gradus.flow.FlowCourse;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.LogSum;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.ode.InclusionSolver;
import java.util.Arrays;

/** B-Obs2: the tangent transformation of weight normalisation. */
record TangentTwice() implements Claim {
  private static final double[] LOG_TIMES = {0, 1, 2, 3, 5, 10, 20, 50, 100};

  @Override
  public String id() {
    return "B-Obs2";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "Observation 2");
  }

  @Override
  public String statement() {
    return "The dynamical system of weight normalisation is not changed by the tangent gradient"
        + " transformation.";
  }

  @Override
  public String formula() {
    return "S\\Bigl(\\frac g{\\|v\\|}S\\Bigl(-\\frac{\\partial L}{\\partial"
        + " w}\\Bigr)\\Bigr)=\\frac g{\\|v\\|}S\\Bigl(-\\frac{\\partial L}{\\partial"
        + " w}\\Bigr),\\qquad S=I-\\frac{vv^T}{\\|v\\|^2}";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double apart = 0;
    double library = 0;
    double moved = Double.POSITIVE_INFINITY;
    for (int draw = 0; draw < budget.of(1, 3, 20); draw++) {
      Seed own = seed.child(draw);
      Matrix z = SeparablePoints.draw(10, 4, own.child("data"));
      Network network = NetworkOnData.dense(4, Nonlinearity.linear(), 1);
      double[] w = Flows.start(network, 2, own.child("start"));
      double[] y = Arrays.copyOf(w, 6);
      y[4] = Vectors.norm(w);
      y[5] = CLOCK_START;
      InclusionSolver plain = new SmoothEquation(6, at -> velocity(z, at, false)).from(y, 1e-11);
      InclusionSolver twice = new SmoothEquation(6, at -> velocity(z, at, true)).from(y, 1e-11);
      FlowCourse course = Flows.course(Dynamics.weightNorm(), network, Flows.turned(z), w);
      double[] a = y;
      for (double logTime : LOG_TIMES) {
        if (logTime > budget.of(5.0, 50, 100)) {
          break;
        }
        a = SmoothEquation.follow(plain, 5, LogSum.add(logTime, CLOCK_START));
        double[] b = SmoothEquation.follow(twice, 5, LogSum.add(logTime, CLOCK_START));
        apart = Math.max(apart, Vectors.distance(a, b) / Vectors.norm(a));
        double[] weights = Vectors.times(b[4], Vectors.unit(Arrays.copyOf(b, 4)));
        library =
            Math.max(library, Directions.apart(network, weights, Flows.follow(course, logTime)));
      }
      moved = Math.min(moved, Vectors.distance(a, y));
    }
    return Judgement.of(
            Evidence.near(
                "largest relative distance of \\((v,g)\\) along both systems", apart, 0, 1e-9),
            Evidence.near(
                "the same between the transformed system and `weight-norm`", library, 0, 1e-7),
            Evidence.atLeast("least way gone", moved, 0.1).ofHypothesis())
        .noting(
            "For a linear model with ten examples; the identity is one of the vector field,"
                + " \\(S^2=S\\), and knows nothing of the network.")
        .noting(
            "The document names equations 55 and 25; weight normalisation is 55 and 56. For 25, the"
                + " standard flow, it holds as well, since there too \\(v^T\\dot v=0\\).");
  }

  /** The clock is log(t + e^{CLOCK_START}). */
  private static final double CLOCK_START = -7;

  /** (v̇, ġ, clock) per unit of ∫ L dt, L the mean of exp(-z). */
  private static double[] velocity(Matrix z, double[] y, boolean transformed) {
    int d = z.cols();
    double[] v = Arrays.copyOf(y, d);
    double norm = Vectors.norm(v);
    double[] unit = Vectors.times(1 / norm, v);
    double[] exponents = Vectors.times(-y[d], Vectors.product(z, unit));
    double s = LogSum.of(exponents);
    double[] q = Arrays.stream(exponents).map(e -> Math.exp(e - s)).toArray();
    double[] pull = Vectors.transposedProduct(z, q);
    double along = Vectors.dot(unit, pull);
    double[] turn = Vectors.times(y[d] / norm, Vectors.plus(pull, -along, unit));
    if (transformed) {
      turn = Vectors.plus(turn, -Vectors.dot(unit, turn), unit);
    }
    double[] f = Arrays.copyOf(turn, d + 2);
    f[d] = along;
    f[d + 1] = Math.exp(Math.log(z.rows()) - s - y[d + 1]);
    return f;
  }
}
