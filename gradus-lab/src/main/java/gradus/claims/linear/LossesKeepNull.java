package gradus.claims.linear;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Counterexample;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Margins;
import gradus.claims.model.Vectors;
import gradus.margin.Interpolation;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/** N-rem: which losses of a linear function keep the null component, and which reach least norm. */
record LossesKeepNull() implements Claim {
  private static final int N = 6;
  private static final int D = 15;

  /**
   * A loss by its slope in f, how its targets are drawn, and what f it asks for.
   *
   * @param slope ∂ℓ/∂f at (f, y)
   * @param target y from a standard normal number
   * @param asked the f at which ℓ(f, y) is least; NaN where it is least on a half-line or nowhere
   */
  private record Loss(
      String name,
      DoubleBinaryOperator slope,
      DoubleUnaryOperator target,
      DoubleUnaryOperator asked,
      double eta) {}

  private static final List<Loss> LOSSES =
      List.of(
          new Loss(
              "logistic",
              (f, y) -> -y / (1 + Math.exp(y * f)),
              g -> Math.signum(g),
              y -> Double.NaN,
              1),
          new Loss(
              "hinge", (f, y) -> y * f < 1 ? -y : 0, g -> Math.signum(g), y -> Double.NaN, 1e-3),
          new Loss("Huber", (f, y) -> Math.clamp(f - y, -1, 1), g -> 2 * g, y -> y, 0.5),
          new Loss(
              "Poisson", (f, y) -> Math.exp(f) - y, g -> Math.exp(g / 2), y -> Math.log(y), 0.2));

  @Override
  public String id() {
    return "N-rem";
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2018, "SI 6.2.2, the final remark");
  }

  @Override
  public String statement() {
    return "Under any loss of the linear function \\(W^\\top X\\), and not just the square loss,"
        + " descent does not change the component of W in the null space of X; hence among all W"
        + " with zero error it selects the one of minimum norm.";
  }

  @Override
  public String formula() {
    return "\\dot W=-\\nabla_WL(W^\\top X),\\qquad\\nabla_WL(W^\\top X)=X^\\top\\nabla_ZL(Z)";
  }

  @Override
  public List<String> assumptions() {
    return List.of("the start is zero, for the second part");
  }

  @Override
  public Verdict expected() {
    return Verdict.FAILS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double[] change = new double[LOSSES.size()];
    double[] distance = new double[LOSSES.size()];
    double[] hingeNorms = new double[2];
    for (int k = 0; k < LOSSES.size(); k++) {
      Loss loss = LOSSES.get(k);
      RandomGenerator random = seed.child(loss.name()).random();
      for (int draw = 0; draw < budget.of(3, 20, 200); draw++) {
        Matrix x = RowSpan.conditioned(N, D, 0.7, 1.3, random);
        RowSpan span = RowSpan.of(x);
        double[] y = new double[N];
        double[] asked = new double[N];
        for (int n = 0; n < N; n++) {
          y[n] = loss.target().applyAsDouble(random.nextGaussian());
          asked[n] = loss.asked().applyAsDouble(y[n]);
        }
        double[] start = Vectors.gaussian(D, random);
        double[] moved = Vectors.plus(descend(loss, x, y, start, 500), -1, start);
        change[k] = Math.max(change[k], Vectors.norm(span.orthogonal(moved)));
        if (Double.isFinite(asked[0])) {
          double[] end = descend(loss, x, y, new double[D], 3000);
          double[] best = Interpolation.of(x, asked).w();
          distance[k] = Math.max(distance[k], Vectors.distance(end, best) / Vectors.norm(best));
        }
      }
    }
    Matrix z = Matrix.ofRows(new double[] {1, 0}, new double[] {1, 2});
    double[] end = descend(LOSSES.get(1), z, new double[] {1, 1}, new double[2], 5000);
    double hingeError = Math.max(0, 1 - Vectors.min(Vectors.product(z, end)));
    hingeNorms[0] = Vectors.norm(end);
    hingeNorms[1] = 1 / Margins.of(z).margin();
    List<Evidence> evidence = new ArrayList<>();
    for (int k = 0; k < change.length; k++) {
      // Steps of size one, each with round-off 1e-16.
      evidence.add(
          Evidence.near(
              "change of the null component in 500 steps, " + LOSSES.get(k).name(),
              change[k],
              0,
              1e-12));
    }
    for (int k : new int[] {2, 3}) {
      evidence.add(
          Evidence.near(
              "distance to the least norm, relative, " + LOSSES.get(k).name(),
              distance[k],
              0,
              1e-8));
    }
    evidence.add(
        Evidence.near("hinge loss at the end, examples (1, 0) and (1, 2)", hingeError, 0, 0)
            .ofCorrection());
    evidence.add(
        Evidence.near(
            "norm there; the least with zero hinge loss is" + " 1",
            hingeNorms[0],
            hingeNorms[1],
            1e-3));
    evidence.add(
        Evidence.near(
                "norm there; the flow ends at (1, 1/3)", hingeNorms[0], Math.sqrt(10) / 3, 2e-3)
            .ofCorrection());
    return Judgement.of(evidence)
        .corrected(
            "The first half holds for every loss. The second holds where zero error means given"
                + " values \\(\\langle w,x_n\\rangle\\) (square, Huber, Poisson): then the affine"
                + " set of solutions meets the span of the data once. Where it means inequalities,"
                + " as for the hinge loss, descent stops at the first point it meets.")
        .refutedBy(
            Counterexample.study(
                    "Two examples of class 1, \\((1,0)\\) and \\((1,2)\\), under the hinge loss"
                        + " from zero. Descent ends near \\((1,1/3)\\) with zero loss; \\((1,0)\\)"
                        + " has zero loss and less norm. (The second is written as its mirror image"
                        + " in the other class.)",
                    """
                    name: hinge-stops-short
                    data: {file: data.csv, label: -1, header: false}
                    network: [dense 1]
                    init: {file: weights.json}
                    loss: hinge
                    arms:
                      - {name: descent, solver: descent, step: 0.002, until: {steps: 5000}}
                    """)
                .with("data.csv", "1,0,1\n-1,-2,-1\n")
                .with("weights.json", "[[[0, 0]]]\n"))
        .noting(
            String.format(
                Locale.ROOT,
                "Hinge: norm %.4f at the end against %.4f. The logistic loss has no solution of"
                    + " zero error at all; there the direction tends to the largest margin instead."
                    + " As printed \\(X^\\top\\nabla_ZL\\) has no shape for \\(X\\in\\mathbb"
                    + " R^{d,n}\\): it is \\(X\\nabla_ZL(Z)\\).",
                hingeNorms[0],
                hingeNorms[1]));
  }

  /** Steps of descent on Σ ℓ(⟨w, x_n⟩, y_n). */
  private static double[] descend(Loss loss, Matrix x, double[] y, double[] start, int steps) {
    double[] w = start;
    double[] slope = new double[y.length];
    for (int t = 0; t < steps; t++) {
      double[] f = Vectors.product(x, w);
      for (int n = 0; n < y.length; n++) {
        slope[n] = loss.slope().applyAsDouble(f[n], y[n]);
      }
      w = Vectors.plus(w, -loss.eta(), Vectors.transposedProduct(x, slope));
    }
    return w;
  }
}
