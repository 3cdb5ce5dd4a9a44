package gradus.claims.margin;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.flow.Course;
import gradus.flow.Descent;
import gradus.flow.Dynamics;
import gradus.flow.Rule;
import gradus.flow.Sampling;
import gradus.flow.StepSize;
import gradus.loss.Loss;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** J-adam: an adaptive method that generalises worse than descent. */
record AdaptiveMethods() implements Claim {
  @Override
  public String id() {
    return "J-adam";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§5 (Wilson et al. 2017)");
  }

  @Override
  public String statement() {
    return "Adaptive gradient methods learn models with poor generalisation. When?";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "The construction of Wilson et al.: a coordinate that is the label, two that are one, and"
            + " some that each belong to one example, one of them for +1 and five for -1.");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  private static final int COMMON = 3;
  private static final int OWN = 5;
  private static final double POSITIVE = 0.55;

  /** Descent takes more steps to fit than Adam does. */
  private static final int DESCENT_STEPS = 5;

  private static final int SHOWN = 60;

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int n = budget.of(60, 100, 1_000);
    int steps = budget.of(5_000, 5_000, 10_000);
    double fit = 0;
    double[] error = new double[2];
    double signs = 0;
    double[][] weights = new double[2][];
    for (int draw = 0; draw < budget.of(1, 2, 5); draw++) {
      RandomGenerator random = seed.child(draw).random();
      double[] y = labels(n, random);
      Matrix x = examples(y, n);
      double[] test = labels(2_000, random);
      for (int method = 0; method < 2; method++) {
        // 1/L of the mean square: the common coordinates alone have norm 3 in every example.
        Descent by = method == 1 ? adam(1e-4) : descent(0.2);
        double[] w = train(x, y, by, method == 1 ? steps : DESCENT_STEPS * steps);
        weights[method] = w;
        double[] f = Vectors.product(x, w);
        fit = Math.max(fit, Vectors.max(absolute(Vectors.plus(f, -1, y))));
        error[method] += error(w, test) / budget.of(1, 2, 5);
        if (method == 1) {
          double size = Math.abs(w[0]);
          for (int j = 0; j < n * OWN + COMMON; j++) {
            signs = Math.max(signs, w[j] == 0 ? 0 : Math.abs(Math.abs(w[j]) / size - 1));
          }
        }
      }
    }
    Optional<AdaptiveOnTable> table =
        budget == Budget.SMOKE
            ? Optional.empty()
            : AdaptiveOnTable.sonar(budget.of(0, 20, 100), seed.child("sonar"));
    Judgement judgement =
        Judgement.of(
                Evidence.near("both fit: largest \\(|f(x_i)-y_i|\\)", fit, 0, 0.05).ofHypothesis(),
                Evidence.atLeast("Adam: test error", error[1], 0.4),
                Evidence.atMost("descent: test error", error[0], 0.05),
                // Its first steps divide by √v̂ + ε, and end apart by ε over the least gradient.
                Evidence.near(
                    "largest relative difference among the sizes of Adam's weights, which go by"
                        + " sign",
                    signs,
                    0,
                    1e-3))
            .noting(
                "Here: where many coordinates that occur once weigh as much as the few that tell."
                    + " Adam gives every coordinate the same weight up to sign, that of"
                    + " \\(X^\\top y\\), and the two constants outvote the label on a new example;"
                    + " descent finds the least norm, in which the label's coordinate wins.")
            .with(figure(weights[0], weights[1]));
    return table
        .map(found -> judgement.noting(found.words()).with(found.figure()))
        .orElse(judgement);
  }

  private static double[] labels(int n, RandomGenerator random) {
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = random.nextDouble() < POSITIVE ? 1 : -1;
    }
    return y;
  }

  private static Matrix examples(double[] y, int n) {
    Matrix x = Matrix.zeros(n, COMMON + OWN * n);
    for (int i = 0; i < n; i++) {
      x.set(i, 0, y[i]);
      x.set(i, 1, 1);
      x.set(i, 2, 1);
      for (int k = 0; k < (y[i] > 0 ? 1 : OWN); k++) {
        x.set(i, COMMON + OWN * i + k, 1);
      }
    }
    return x;
  }

  /** Adam with an ε that does not matter. */
  static Descent adam(double step) {
    return new Descent(
        new StepSize.Constant(step), new Sampling.Full(), new Rule.Adam(0.9, 0.999, 1e-12));
  }

  /** Plain descent. */
  static Descent descent(double step) {
    return Descent.full(new StepSize.Constant(step));
  }

  private static double[] train(Matrix x, double[] y, Descent method, int steps) {
    Network network = NetworkOnData.dense(x.cols(), Nonlinearity.linear(), 1);
    Course course =
        method.course(
            Dynamics.standard(),
            network,
            Loss.named("square"),
            Dataset.of("copies", x, new Labels.Signs(y)),
            new double[x.cols()],
            new Seed(0));
    for (int t = 0; t < steps; t++) {
      LinearProblem.step(course);
    }
    return course.position().weights().clone();
  }

  /** The first weights of both, in units of that of the label. */
  private static Figure figure(double[] descent, double[] adam) {
    double[] place = new double[SHOWN];
    Arrays.setAll(place, j -> j);
    return Figure.of(
            "weights",
            "What weighs how much",
            Axis.linear("coordinate"),
            Axis.linear("weight over that of the label"))
        .captioned(
            "Coordinate 0 is the label, 1 and 2 are constant, the others belong to one example"
                + " each. Adam counts all alike, and the two constants outvote the label.")
        .with(Series.points("descent", place, Vectors.times(1 / descent[0], first(descent))))
        .with(Series.points("Adam", place, Vectors.times(1 / adam[0], first(adam))));
  }

  private static double[] first(double[] w) {
    return Arrays.copyOf(w, SHOWN);
  }

  /** On new examples only the common coordinates have weights. */
  private static double error(double[] w, double[] y) {
    return Arrays.stream(y).filter(v -> v * (v * w[0] + w[1] + w[2]) <= 0).count()
        / (double) y.length;
  }

  private static double[] absolute(double[] x) {
    return Arrays.stream(x).map(Math::abs).toArray();
  }
}
