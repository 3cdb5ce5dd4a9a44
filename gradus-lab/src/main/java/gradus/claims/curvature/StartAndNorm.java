package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.RankCorrelation;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.loss.Risk;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.LeastSquares;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;

/**
 * test error follows the norm; norm-minimizing descent makes both independent of the start.
 */
record StartAndNorm() implements CurvatureClaim {
  private static final int N = 20;
  private static final int D = 40;

  @Override
  public String id() {
    return "A-6";
  }

  @Override
  public String place() {
    return "abstract, end";
  }

  @Override
  public String statement() {
    return "Control of the norm by norm-minimizing descent ensures generalization for regression.";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    Starts one = oneLayer(budget, seed);
    Starts linear = twoLayers(Nonlinearity.linear(), budget, seed.child("linear"));
    Starts relu = twoLayers(Nonlinearity.relu(), budget, seed.child("relu"));
    return Judgement.of(
            one.correlated("one linear layer"),
            one.alike("one linear layer"),
            linear.correlated("two linear layers"),
            linear.alike("two linear layers"),
            relu.correlated("two ReLU layers"),
            relu.alike("two ReLU layers"))
        .with(
            Figure.of(
                    "start-and-norm",
                    "Product of norms and test error over starts",
                    Axis.linear("\\(\\rho\\) at the end"),
                    Axis.linear("root mean square test error"))
                .captioned(
                    "Plain descent keeps what the start had off the span of the examples; anchored"
                        + " descent comes out at one point for each network, whatever the start.")
                .with(Series.points("one linear layer", one.norms, one.errors))
                .with(Series.points("two linear layers", linear.norms, linear.errors))
                .with(Series.points("two ReLU layers", relu.norms, relu.errors))
                .with(
                    Series.points(
                        "anchored",
                        anchoredNorms(one, linear, relu),
                        anchoredErrors(one, linear, relu))))
        .noting(
            "Starts differ in what they have off the span of the examples, which no example sees;"
                + " the test error of one layer is the distance to the true weights exactly, that"
                + " of two is measured on fresh inputs. Starts that differ within the span as well"
                + " end at other norms with ReLU layers (A-5), so that control of the norm is not"
                + " its least value there. That the margin controls the error of classifiers is"
                + " what P-F2 and B-T3 measure.");
  }

  /**
   * What became of the starts, of the last draw, and the worst over draws.
   *
   * @param held norm and test error of anchored descent
   * @param correlation the least rank correlation of norm and error
   * @param spread the largest relative difference of anchored errors
   */
  private record Starts(
      double[] norms, double[] errors, double[] held, double correlation, double spread) {
    Evidence correlated(String which) {
      return Evidence.atLeast(
          "least rank correlation of \\(\\rho\\) and test error, plain descent, " + which,
          correlation,
          0.9);
    }

    Evidence alike(String which) {
      return Evidence.near(
          "largest relative spread of the test error of norm-minimizing descent, " + which,
          spread,
          0,
          1e-3);
    }
  }

  private static double[] anchoredNorms(Starts... all) {
    return Arrays.stream(all).mapToDouble(starts -> starts.held[0]).toArray();
  }

  private static double[] anchoredErrors(Starts... all) {
    return Arrays.stream(all).mapToDouble(starts -> starts.held[1]).toArray();
  }

  private static Starts oneLayer(Budget budget, Seed seed) {
    int starts = budget.of(8, 24, 60);
    double correlation = 1;
    double spread = 0;
    double[] norms = new double[starts];
    double[] errors = new double[starts];
    double[] last = new double[2];
    for (int draw = 0; draw < budget.of(2, 8, 30); draw++) {
      Seed own = seed.child(draw);
      double[] truth = Vectors.unit(Vectors.gaussian(D, own.child("truth").random()));
      Matrix x = Vectors.gaussian(N, D, own.child("x").random());
      double[] y = Vectors.product(x, truth);
      double eta = 0.005;
      double[] anchored = new double[starts];
      for (int k = 0; k < starts; k++) {
        double size = 4.0 * k / starts;
        double[] start =
            Vectors.times(
                size, Vectors.unit(Vectors.gaussian(D, own.child("start").child(k).random())));
        double[] w = start.clone();
        double[] held = start.clone();
        int steps = 3000;
        for (int t = 0; t < steps; t++) {
          w = step(x, y, eta, w, 0);
          held = step(x, y, eta, held, t < steps / 2 ? 0.02 : 0);
        }
        norms[k] = Vectors.norm(w);
        errors[k] = Vectors.distance(w, truth);
        anchored[k] = Vectors.distance(held, truth);
        last = new double[] {Vectors.norm(held), anchored[k]};
      }
      correlation = Math.min(correlation, RankCorrelation.of(norms, errors));
      double least = Vectors.distance(LeastSquares.of(x, y).solution(), truth);
      for (double error : anchored) {
        spread = Math.max(spread, Math.abs(error / least - 1));
      }
    }
    return new Starts(norms, errors, last, correlation, spread);
  }

  private static Starts twoLayers(Nonlinearity sigma, Budget budget, Seed seed) {
    int starts = budget.of(5, 12, 30);
    int h = 6;
    Network network = NetworkOnData.dense(D, sigma, h, 1);
    AnchoredFits fits =
        AnchoredFits.constant(
            0.02, 4e-3, budget.of(3_000, 4_000, 20_000), budget.of(3_000, 4_000, 20_000));
    double correlation = 1;
    double spread = 0;
    double[] norms = new double[starts];
    double[] errors = new double[starts];
    double[] last = new double[2];
    for (int draw = 0; draw < budget.of(1, 2, 10); draw++) {
      Seed own = seed.child(draw);
      double[] teacher = SquareFits.start(network, 2, own.child("teacher"));
      Matrix x = Vectors.gaussian(N, D, own.child("x").random());
      Matrix fresh = Vectors.gaussian(500, D, own.child("fresh").random());
      Risk risk = SquareFits.risk(network, x, SquareFits.outputs(network, x, teacher));
      double[] truth = SquareFits.outputs(network, fresh, teacher);
      double[] inside = SquareFits.start(network, 2, own.child("start"));
      double[] anchored = new double[starts];
      for (int k = 0; k < starts; k++) {
        double[] start = inside.clone();
        for (int j = 0; j < h; j++) {
          double[] off = Vectors.gaussian(D, own.child("off").child(k).child(j).random());
          off = Vectors.plus(off, -1, LeastSquares.of(x, Vectors.product(x, off)).solution());
          double size = 6.0 * k / starts / Vectors.norm(off);
          for (int i = 0; i < D; i++) {
            start[j * D + i] += size * off[i];
          }
        }
        double[] free = fits.plainFrom(risk, start);
        double[] held = fits.anchoredFrom(risk, start);
        norms[k] = AnchoredFits.product(risk, free);
        errors[k] = error(network, fresh, truth, free);
        anchored[k] = error(network, fresh, truth, held);
        last = new double[] {AnchoredFits.product(risk, held), anchored[k]};
      }
      correlation = Math.min(correlation, RankCorrelation.of(norms, errors));
      spread = Math.max(spread, Vectors.max(anchored) / Vectors.min(anchored) - 1);
    }
    return new Starts(norms, errors, last, correlation, spread);
  }

  private static double error(Network network, Matrix fresh, double[] truth, double[] w) {
    return Vectors.distance(SquareFits.outputs(network, fresh, w), truth) / Math.sqrt(fresh.rows());
  }

  private static double[] step(Matrix x, double[] y, double eta, double[] w, double lambda) {
    double[] r = Vectors.plus(Vectors.product(x, w), -1, y);
    return Vectors.times(1 - lambda, Vectors.plus(w, -eta, Vectors.transposedProduct(x, r)));
  }
}
