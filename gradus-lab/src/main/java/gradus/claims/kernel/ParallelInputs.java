package gradus.claims.kernel;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.kernel.LeastEigenvalue;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.num.Svd;
import gradus.num.SymmetricEigen;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** J-A3.1: when the limiting kernel of two layers is singular. */
record ParallelInputs() implements Claim {
  /** Round-off of eigenvalues of matrices of order 12 at most and norm 6. */
  private static final double ZERO = 1e-12;

  @Override
  public String id() {
    return "J-A3.1";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "Assumption 3.1");
  }

  @Override
  public String statement() {
    return "\\(\\lambda_0=\\lambda_{\\min}(H^\\infty)>0\\) if and only if no two inputs are"
        + " parallel.";
  }

  @Override
  public String formula() {
    return "\\lambda_0:=\\lambda_{\\min}(H^\\infty)>0";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double least = Double.POSITIVE_INFINITY;
    int draws = budget.of(20, 100, 400);
    for (int draw = 0; draw < draws; draw++) {
      RandomGenerator random = seed.child("general").child(draw).random();
      least = Math.min(least, least(TwoLayerRelu.sphere(6, 2 + draw % 4, random)));
    }
    RandomGenerator random = seed.child("parts").random();
    Matrix half = TwoLayerRelu.sphere(3, 2, random);
    double repeated = least(stacked(half, half.row(0)));
    double pair = least(stacked(Matrix.ofRows(half.row(0)), Vectors.times(-1, half.row(0))));
    int wrong = 0;
    double zero = 0;
    double away = Double.POSITIVE_INFINITY;
    for (int draw = 0; draw < draws; draw++) {
      RandomGenerator own = seed.child("mixed").child(draw).random();
      int d = 2 + draw % 3;
      int pairs = draw / 3 % 6;
      int single = 1 + draw % 3;
      Matrix opposite = TwoLayerRelu.sphere(Math.max(pairs, 1), d, own);
      List<double[]> rows = new ArrayList<>();
      for (int p = 0; p < pairs; p++) {
        rows.add(opposite.row(p));
        rows.add(Vectors.times(-1, opposite.row(p)));
      }
      for (double[] row : rows(TwoLayerRelu.sphere(single, d, own))) {
        rows.add(row);
      }
      if (draw % 4 == 0) {
        rows.add(rows.getLast());
      }
      int nullity = draw % 4 == 0 ? 1 : 0;
      nullity += pairs == 0 ? 0 : pairs - Svd.of(opposite).rank(1e-12);
      double[] values = spectrum(Matrix.ofRows(rows.toArray(new double[0][])));
      for (int k = 0; k < values.length; k++) {
        boolean isZero = Math.abs(values[k]) <= ZERO;
        wrong += isZero == k < nullity ? 0 : 1;
        zero = k < nullity ? Math.max(zero, Math.abs(values[k])) : zero;
        away = k < nullity ? away : Math.min(away, values[k]);
      }
    }
    return Judgement.of(
            Evidence.atLeast(
                "no two inputs parallel: \\(\\lambda_0\\), least over the draws", least, ZERO),
            Evidence.near("a repeated input: \\(\\lambda_0\\)", repeated, 0, ZERO),
            Evidence.near(
                "a pair x, -x, which is parallel: \\(\\lambda_0\\), 0 by the 'only if'",
                pair,
                0,
                ZERO),
            Evidence.near("the pair x, -x: \\(\\lambda_0\\)", pair, 0.5, ZERO).ofCorrection(),
            Evidence.near(
                    "eigenvalues that are zero, or not, against the corrected rule", wrong, 0, 0)
                .ofCorrection())
        .corrected(
            "\\(\\lambda_0>0\\) if and only if no two inputs have the same direction and the"
                + " inputs x whose opposites -x (up to scale) are inputs too are linearly"
                + " independent: \\(\\phi_x-\\phi_{-x}\\) is the constant x. In the plane three"
                + " such pairs are singular, two are not.")
        .noting(
            String.format(
                Locale.ROOT,
                "The document says 'as long as', the 'if', which is true; 'only if' is how it is"
                    + " often read. The nullity is that of the corrected rule in %d mixed draws:"
                    + " zero eigenvalues are below %.1e, the others above %.1e.",
                draws,
                zero,
                away));
  }

  private static double least(Matrix x) {
    return LeastEigenvalue.of(KernelLimit.firstLayer(x).gram(x));
  }

  private static double[] spectrum(Matrix x) {
    return SymmetricEigen.of(KernelLimit.firstLayer(x).gram(x).full()).values();
  }

  private static Matrix stacked(Matrix x, double[] row) {
    List<double[]> rows = rows(x);
    rows.add(row);
    return Matrix.ofRows(rows.toArray(new double[0][]));
  }

  private static List<double[]> rows(Matrix x) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < x.rows(); i++) {
      rows.add(x.row(i));
    }
    return rows;
  }
}
