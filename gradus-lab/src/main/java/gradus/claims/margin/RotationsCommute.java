package gradus.claims.margin;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Flows;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Readings;
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
import gradus.net.Block;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Qr;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;

/** J-equiv: training dense networks commutes with rotations of the data. */
record RotationsCommute() implements Claim {
  @Override
  public String id() {
    return "J-equiv";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§5 (Li et al. 2020)");
  }

  @Override
  public String statement() {
    return "Fully-connected networks with Gaussian initialisation, trained by common algorithms"
        + " including gradient descent, are orthogonally equivariant.";
  }

  @Override
  public String formula() {
    return "f(w_t;x)\\text{ trained on }X\\;=\\;f(w'_t;Q^\\top x)\\text{ trained on }XQ,\\quad"
        + " W_1'(0)=W_1(0)Q";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  private static final int DIMENSION = 10;
  private static final int EXAMPLES = 40;

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int steps = budget.of(200, 1_000, 10_000);
    Rule[] rules = {new Rule.Plain(), new Rule.Momentum(0.9), new Rule.Adam(0.9, 0.999, 1e-8)};
    double[] rates = {0.05, 0.01, 0.005};
    Readings[] apart = new Readings[rules.length];
    double[] worst = new double[rules.length];
    double least = Double.POSITIVE_INFINITY;
    for (int draw = 0; draw < budget.of(2, 4, 10); draw++) {
      for (int r = 0; r < rules.length; r++) {
        apart[r] = apart(rules[r], rates[r], steps, seed.child(draw));
        worst[r] = Math.max(worst[r], apart[r].last());
        least = r == 2 ? Math.min(least, apart[r].last()) : least;
      }
    }
    return Judgement.of(
            // Round-off of some hundred products, not amplified by training at these steps.
            Evidence.near(
                "descent: largest difference of predictions after %,d steps, relative"
                    .formatted(steps),
                worst[0],
                0,
                1e-10),
            Evidence.near("with momentum: the same", worst[1], 0, 1e-10),
            Evidence.atLeast(
                "Adam, which is not one of them: least difference, so that the test can fail",
                least,
                1e-3))
        .with(figure(apart))
        .noting(
            "The law of a Gaussian first layer does not change under rotations, so equality from"
                + " rotated starts is equality in law from independent ones. Adam divides"
                + " coordinate by coordinate, and is not equivariant.");
  }

  private static Figure figure(Readings[] apart) {
    String[] names = {"descent", "momentum", "Adam"};
    Figure figure =
        Figure.of(
                "apart",
                "Predictions from turned data and start",
                Axis.log10("steps"),
                Axis.log10("relative difference"))
            .captioned(
                "What training on turned data from the turned start changes in the predictions:"
                    + " round-off, and with Adam another network.");
    for (int r = 0; r < names.length; r++) {
      figure = figure.with(Series.line(names[r], apart[r].t(), apart[r].positive()));
    }
    return figure;
  }

  /** The relative difference of predictions on fresh inputs along both trainings. */
  private static Readings apart(Rule rule, double step, int steps, Seed seed) {
    RandomGenerator random = seed.random();
    Matrix x = Vectors.gaussian(EXAMPLES, DIMENSION, random);
    Matrix fresh = Vectors.gaussian(EXAMPLES, DIMENSION, random);
    Matrix q = Qr.of(Vectors.gaussian(DIMENSION, DIMENSION, random)).q();
    double[] y = new double[EXAMPLES];
    for (int n = 0; n < EXAMPLES; n++) {
      y[n] = random.nextBoolean() ? 1 : -1;
    }
    Network network = NetworkOnData.dense(DIMENSION, Nonlinearity.relu(), 20, 20, 1);
    double[] start = Flows.start(network, 1.4, seed.child("start"));
    double[] turned = start.clone();
    Block first = network.blocks().getFirst();
    Matrix w = Matrix.wrap(first.rows(), first.cols(), Arrays.copyOf(start, first.size()));
    System.arraycopy(w.times(q).data(), 0, turned, first.offset(), first.size());
    Course plain = course(rule, step, network, x, y, start);
    Course rotated = course(rule, step, network, x.times(q), y, turned);
    NetworkOnData onFresh = new NetworkOnData(network, fresh);
    NetworkOnData onTurned = new NetworkOnData(network, fresh.times(q));
    List<double[]> values = new ArrayList<>();
    Readings.along(
        plain,
        steps,
        at -> {
          values.add(onFresh.values(at).clone());
          return 0;
        });
    Iterator<double[]> next = values.iterator();
    return Readings.along(
        rotated,
        steps,
        at -> {
          double[] f = next.next();
          return Vectors.distance(f, onTurned.values(at)) / Vectors.norm(f);
        });
  }

  private static Course course(
      Rule rule, double step, Network network, Matrix x, double[] y, double[] w) {
    return new Descent(new StepSize.Constant(step), new Sampling.Full(), rule)
        .course(
            Dynamics.standard(),
            network,
            Loss.named("logistic"),
            Dataset.of("noise", x, new Labels.Signs(y)),
            w,
            new Seed(0));
  }
}
