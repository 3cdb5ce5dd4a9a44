package gradus.claims.linear;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Counterexample;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.margin.Interpolation;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.num.Svd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** N-T2: when descent on a two-layer linear network finds the least-norm solution. */
record OnlyFullRank() implements Claim {
  private static final int D = 12;
  private static final int N = 6;
  private static final int HIDDEN = 8;
  private static final double ETA = 0.1;

  @Override
  public String id() {
    return "N-T2";
  }

  @Override
  public List<String> also() {
    return List.of("N-L4", "N-L5");
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2018, "Lemmas 4 and 5, Theorem 2 (SI 6.2.2)");
  }

  @Override
  public String statement() {
    return "Descent on a two-layer linear network adds nothing in \\(\\mathrm{Null}(X^\\top)\\) to"
        + " the rows of \\(W_1\\); if \\(W_2\\ne0\\), every stationary point in \\(W_1\\) is a"
        + " global minimum; hence from rows in the span of the data, and with \\(W_2\\ne0\\),"
        + " gradient descent and stochastic gradient descent converge to a minimum-norm solution.";
  }

  @Override
  public String formula() {
    return "W_2\\ne0,\\ W_2^\\top EX^\\top=0\\ \\Rightarrow\\ EX^\\top=0;\\qquadW_2W_1\\to"
        + " A^*_{\\min}=YX^\\top(XX^\\top)^\\dagger";
  }

  @Override
  public List<String> assumptions() {
    return List.of("N, d ≥ n ≥ d'", "small enough steps");
  }

  @Override
  public Verdict expected() {
    return Verdict.FAILS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double added = 0;
    double distance = 0;
    double stochastic = 0;
    double rest = 0;
    double stuck = 0;
    double byRank = 0;
    double[] curve = new double[0];
    double[] stuckCurve = new double[0];
    int steps = budget.of(1000, 2000, 6000);
    for (int draw = 0; draw < budget.of(1, 5, 30); draw++) {
      RandomGenerator random = seed.child(draw).random();
      Matrix x = RowSpan.conditioned(D, N, 0.7, 1.3, random);
      RowSpan span = RowSpan.of(x.transpose());
      for (int outputs = 1; outputs <= 3; outputs++) {
        Matrix y = Vectors.gaussian(outputs, N, random);
        Matrix best = least(x, y);
        TwoLayers start = start(outputs, random);
        TwoLayers inSpan = new TwoLayers(rows(start.w1(), span, true), start.w2());
        TwoLayers.Run full = inSpan.descend(x, y, ETA, steps);
        distance = Math.max(distance, Matrices.apart(full.end().map(), best));
        curve = full.losses();
        TwoLayers.Run batches = inSpan.descendByBatches(x, y, ETA, 3 * steps, 2, random);
        stochastic = Math.max(stochastic, Matrices.apart(batches.end().map(), best));
        // Also from a start with a component off the span: nothing is added to it.
        TwoLayers.Run from = start.descend(x, y, ETA, 300);
        added =
            Math.max(
                added,
                Matrices.apart(rows(from.end().w1(), span, false), rows(start.w1(), span, false)));
        added =
            Math.max(
                added,
                Math.max(
                    rows(full.end().w1(), span, false).norm(),
                    rows(batches.end().w1(), span, false).norm()));
      }
      Matrix y = Vectors.gaussian(2, N, random);
      TwoLayers one = oneUnit(start(2, random), span);
      TwoLayers.Run run = one.descend(x, y, ETA, 4 * steps);
      stuckCurve = run.losses();
      stuck = Math.max(stuck, run.end().loss(x, y));
      rest =
          Math.max(
              rest,
              run.end()
                  .w2()
                  .transpose()
                  .times(run.end().residual(x, y))
                  .times(x.transpose())
                  .norm());
      double second = Svd.of(y).values()[1];
      byRank = Math.max(byRank, Math.abs(run.end().loss(x, y) / (second * second / 2) - 1));
    }
    Matrix unit = Matrix.identity(1);
    TwoLayers saddleStart = new TwoLayers(Matrices.scaled(-1, unit), unit);
    TwoLayers.Run saddle = saddleStart.descend(unit, unit, ETA, 1000);
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        Evidence.near(
            "Lemma 4: most that is added in \\(\\mathrm{Null}(X^\\top)\\)", added, 0, 1e-10));
    evidence.add(
        Evidence.near(
            "Theorem 2, Gaussian \\(W_2\\) (rank d'), d' = 1, 2, 3: distance to \\(A^*_{\\min}\\),"
                + " relative",
            distance,
            0,
            1e-8));
    evidence.add(Evidence.near("the same, batches of two examples", stochastic, 0, 1e-8));
    evidence.add(
        Evidence.near(
                "all units zero but one, d' = 2: gradient in \\(W_1\\) at the end", rest, 0, 1e-6)
            .ofCorrection());
    evidence.add(Evidence.near("loss there, least value 0 (Lemma 5)", stuck, 0, 1e-8));
    evidence.add(
        Evidence.near(
                "it over half the square of the second singular value of Y, less 1",
                byRank,
                0,
                1e-6)
            .ofCorrection());
    evidence.add(
        Evidence.near(
            "Theorem 2, d' = N = n = 1, from \\(W_1=-1,W_2=1\\): loss at the end",
            saddle.end().loss(unit, unit),
            0,
            1e-8));
    evidence.add(
        Evidence.near("the same: \\(W_2\\) at the end", saddle.end().w2().at(0, 0), 0, 1e-8)
            .ofCorrection());
    double[] at = new double[curve.length];
    Arrays.setAll(at, i -> i + 1.0);
    double[] stuckAt = new double[stuckCurve.length];
    Arrays.setAll(stuckAt, i -> i + 1.0);
    return Judgement.of(evidence)
        .corrected(
            "Lemma 4 holds. In Lemma 5 and Theorem 2 the condition is rank \\(W_2=d'\\) at the"
                + " limit; \\(W_2\\ne0\\) there is the same only for d' = 1. \\(W_2\\ne0\\) at the"
                + " start is not enough even then: on \\(W_1=-W_2\\) descent ends at the saddle 0"
                + " (a null set of starts). In the proof"
                + " \\(\\mathrm{Col}(D)=\\mathrm{Col}(W_2)\\otimes\\mathrm{Col}(X^\\top)\\).")
        .refutedBy(
            Counterexample.study(
                    "Three examples, the unit vectors, of three classes with unit vectors as"
                        + " targets. Of three hidden units two are zero and stay so: \\(W_2\\ne0\\)"
                        + " and the rows of \\(W_1\\) lie in the span of the data, but the product"
                        + " has rank one, and the mean loss ends at 1/3 instead of 0.",
                    """
                    name: zero-units-stay-zero
                    data: {file: data.csv, label: -1, header: false}
                    network: [dense 3, dense 3]
                    init: {file: weights.json}
                    loss: square
                    arms:
                      - {name: descent, solver: descent, step: 0.3, until: {steps: 3000}}
                    """)
                .with("data.csv", "1,0,0,a\n0,1,0,b\n0,0,1,c\n")
                .with(
                    "weights.json",
                    "[[[0.5, 0.4, 0.3], [0, 0, 0], [0, 0, 0]], [[0.6, 0, 0], [0.5, 0, 0], [0.4, 0,"
                        + " 0]]]\n"))
        .with(
            Figure.of("loss", "Loss of descent", Axis.log10("steps"), Axis.log10("training loss"))
                .captioned("With zero units the loss stays at that of the best map of rank one.")
                .with(Series.line("Gaussian weights", at, curve))
                .with(Series.line("all hidden units zero but one", stuckAt, stuckCurve)));
  }

  private static TwoLayers start(int outputs, RandomGenerator random) {
    return new TwoLayers(
        Matrices.scaled(0.3, Vectors.gaussian(HIDDEN, D, random)),
        Matrices.scaled(0.5, Vectors.gaussian(outputs, HIDDEN, random)));
  }

  /** The same with all hidden units zero but the first, whose incoming weights lie in the span. */
  private static TwoLayers oneUnit(TwoLayers all, RowSpan span) {
    Matrix w1 = Matrix.zeros(HIDDEN, D);
    System.arraycopy(span.within(all.w1().row(0)), 0, w1.data(), 0, D);
    Matrix w2 = Matrix.zeros(all.w2().rows(), HIDDEN);
    for (int c = 0; c < w2.rows(); c++) {
      w2.set(c, 0, all.w2().at(c, 0));
    }
    return new TwoLayers(w1, w2);
  }

  private static Matrix rows(Matrix w, RowSpan span, boolean within) {
    Matrix part = w.copy();
    for (int i = 0; i < w.rows(); i++) {
      double[] row = within ? span.within(w.row(i)) : span.orthogonal(w.row(i));
      System.arraycopy(row, 0, part.data(), i * w.cols(), w.cols());
    }
    return part;
  }

  /** Y X† row by row. */
  private static Matrix least(Matrix x, Matrix y) {
    Matrix a = Matrix.zeros(y.rows(), x.rows());
    for (int c = 0; c < y.rows(); c++) {
      double[] w = Interpolation.of(x.transpose(), y.row(c)).w();
      System.arraycopy(w, 0, a.data(), c * x.rows(), x.rows());
    }
    return a;
  }
}
