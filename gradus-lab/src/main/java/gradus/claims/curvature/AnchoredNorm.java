package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.model.Margins;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.loss.Risk;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;

/** A-5: does norm-minimizing descent reach the minimum norm from any start? */
record AnchoredNorm() implements CurvatureClaim {
  private static final int N = 5;
  private static final int D = 10;
  private static final int STARTS = 20;

  /** log of the risk below which the examples count as fitted. */
  private static final double FITTED = Math.log(1e-4);

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
    AnchoredModes modes = AnchoredModes.of(x, y);
    int steps = budget.of(1_000_000, 50_000_000, 500_000_000);
    AnchoredModes.Path path = modes.halpern(steps);
    AnchoredModes.Path released = modes.thenNone(0.05, 1000, 20_000);
    AnchoredModes.Path free = modes.thenNone(0, 0, 20_000);
    double worst = 0;
    double plain = Double.POSITIVE_INFINITY;
    double constant = 0;
    for (int draw = 0; draw < STARTS; draw++) {
      double[] start =
          Vectors.times(3, Vectors.gaussian(D, seed.child("start").child(draw).random()));
      worst = Math.max(worst, path.relativeError(start));
      plain = Math.min(plain, free.relativeError(start));
      constant = Math.max(constant, released.relativeError(start));
    }
    double[] first = Vectors.times(3, Vectors.gaussian(D, seed.child("start").child(0).random()));
    double[] t = modes.times(steps);
    double[] e = modes.errors(first, t);
    double byHand = modes.difference(first, 1000);
    Pairs linear = linearPairs(x, y, budget, seed.child("linear"));
    Pairs relu = reluPairs(budget, seed.child("relu"));
    double[] exponential = exponential(budget, seed.child("exponential"));
    return Judgement.of(
            // The error is α_t/(ησ²_min) times the norm, to first order.
            Evidence.near(
                "largest relative distance to \\(w^\\dagger\\) from twenty starts, square loss",
                worst,
                0,
                Math.max(1e-6, 2 * modes.bound(steps))),
            Evidence.near(
                "growth of \\(\\|w\\|\\) over the last decade of steps, exponential loss",
                exponential[1],
                0,
                1e-2),
            Evidence.near(
                "spread of \\(\\r"
                    + "ho_1\\r"
                    + "ho_2\\) over starts, over the least: two ReLU layers, one data set",
                relu.spread,
                0,
                1e-3),
            Evidence.near(
                    "slope of \\(\\log\\|w_t-w^\\dagger\\|\\) in \\(\\log t\\)",
                    Vectors.slope(logs(t), logs(e)),
                    -1,
                    0.05)
                .ofCorrection(),
            Evidence.near(
                    "difference of the iteration itself and its modes after 1000 steps",
                    byHand,
                    0,
                    1e-12)
                .ofCorrection(),
            Evidence.near(
                    "the same distance with \\(\\lambda=0.05\\) for 1000 steps, then none",
                    constant,
                    0,
                    1e-10)
                .ofCorrection(),
            Evidence.atLeast(
                    "least relative distance of plain descent from \\(w^\\dagger\\)", plain, 1e-3)
                .ofCorrection(),
            Evidence.near(
                    "largest \\(\\rho_1\\rho_2/\\|w^\\dagger\\|-1\\), two linear layers",
                    linear.largest / modes.leastNorm() - 1,
                    0,
                    1e-4)
                .ofCorrection(),
            Evidence.atLeast(
                    "share of starts with \\(\\rho_1\\rho_2\\) below plain descent's, two linear"
                        + " layers",
                    linear.below,
                    0.95)
                .ofCorrection(),
            Evidence.atLeast("the same for two ReLU layers", relu.below, 0.95).ofCorrection(),
            Evidence.near(
                    "angle to the largest margin, exponential loss, from two starts",
                    exponential[0],
                    0,
                    0.1)
                .ofCorrection())
        .corrected(
            "For the square loss and a linear function, of one layer or two, as it is said, at the"
                + " rate \\(1/t\\) of \\(\\alpha_t\\). With ReLU layers the norm falls below that"
                + " of plain descent, but where it ends depends on the start: the minimum-norm"
                + " problem is not convex. The exponential loss has no minimum and no minimum-norm"
                + " minimiser: there the statement is about the direction, which tends to the"
                + " largest margin.")
        .with(
            Figure.of(
                    "anchored",
                    "Distance to the minimum norm",
                    Axis.log10("steps"),
                    Axis.log10("\\(\\|w_t-w^\\dagger\\|\\)"))
                .captioned("Anchoring with \\(1/(t+2)\\): slope -1.")
                .with(Series.line("anchored descent", t, e)))
        .with(
            Figure.of(
                    "relu-pairs",
                    "Two ReLU layers, anchored and plain, from the same starts",
                    Axis.linear("\\(\\rho_1\\rho_2\\) of plain descent"),
                    Axis.linear("\\(\\rho_1\\rho_2\\), anchored"))
                .captioned("One point a start, all with a loss below 1e-4.")
                .with(Series.points("starts", relu.plain, relu.anchored)))
        .noting(
            "%d of %d starts with ReLU layers fitted the examples both ways and count."
                .formatted(relu.plain.length, relu.tried));
  }

  /**
   * Products of norms from the same starts.
   *
   * @param below the share of starts from which the anchored one is smaller
   * @param largest the largest anchored one
   * @param spread the largest over the least of these, less one
   */
  private record Pairs(
      double[] plain, double[] anchored, int tried, double below, double largest, double spread) {
    static Pairs of(Risk risk, AnchoredFits fits, double[][] starts) {
      List<double[]> both = new ArrayList<>();
      for (double[] start : starts) {
        double[] free = fits.plainFrom(risk, start);
        double[] held = fits.anchoredFrom(risk, start);
        if (risk.at(free) < FITTED && risk.at(held) < FITTED) {
          both.add(
              new double[] {AnchoredFits.product(risk, free), AnchoredFits.product(risk, held)});
        }
      }
      double[] plain = both.stream().mapToDouble(pair -> pair[0]).toArray();
      double[] anchored = both.stream().mapToDouble(pair -> pair[1]).toArray();
      double below = both.stream().filter(pair -> pair[1] < pair[0]).count();
      double largest = Vectors.max(anchored);
      return new Pairs(
          plain,
          anchored,
          starts.length,
          below / both.size(),
          largest,
          largest / Vectors.min(anchored) - 1);
    }
  }

  private static Pairs linearPairs(Matrix x, double[] y, Budget budget, Seed seed) {
    Network network = NetworkOnData.dense(D, Nonlinearity.linear(), 3, 1);
    return Pairs.of(
        SquareFits.risk(network, x, y),
        AnchoredFits.constant(
            0.02, 1e-3, budget.of(20_000, 25_000, 100_000), budget.of(5_000, 15_000, 50_000)),
        starts(network, 1, budget.of(2, STARTS, 60), seed));
  }

  private static Pairs reluPairs(Budget budget, Seed seed) {
    Network network = NetworkOnData.dense(3, Nonlinearity.relu(), 20, 1);
    return Pairs.of(
        SquareFits.random(network, 6, seed.child("data")),
        AnchoredFits.late(
            0.1, budget.of(5_000, 10_000, 100_000), budget.of(10_000, 20_000, 100_000)),
        starts(network, 2, budget.of(4, STARTS, 60), seed));
  }

  private static double[][] starts(Network network, double gain, int count, Seed seed) {
    double[][] starts = new double[count][];
    for (int k = 0; k < count; k++) {
      starts[k] = SquareFits.start(network, gain, seed.child("start").child(k));
    }
    return starts;
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
