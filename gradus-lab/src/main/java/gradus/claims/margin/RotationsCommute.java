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
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.data.Labels;
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
import java.util.Arrays;
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
    double[] worst = new double[rules.length];
    double least = Double.POSITIVE_INFINITY;
    for (int draw = 0; draw < budget.of(2, 4, 10); draw++) {
      for (int r = 0; r < rules.length; r++) {
        double apart = apart(rules[r], rates[r], steps, seed.child(draw));
        worst[r] = Math.max(worst[r], apart);
        least = r == 2 ? Math.min(least, apart) : least;
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
        .noting(
            "The law of a Gaussian first layer does not change under rotations, so equality from"
                + " rotated starts is equality in law from independent ones. Adam divides"
                + " coordinate by coordinate, and is not equivariant.");
  }

  private static double apart(Rule rule, double step, int steps, Seed seed) {
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
    double[] plain = train(rule, step, steps, network, x, y, start);
    double[] rotated = train(rule, step, steps, network, x.times(q), y, turned);
    double[] f = new NetworkOnData(network, fresh).values(plain);
    double[] g = new NetworkOnData(network, fresh.times(q)).values(rotated);
    return Vectors.distance(f, g) / Vectors.norm(f);
  }

  private static double[] train(
      Rule rule, double step, int steps, Network network, Matrix x, double[] y, double[] w) {
    Course course =
        new Descent(new StepSize.Constant(step), new Sampling.Full(), rule)
            .course(
                Dynamics.standard(),
                network,
                Loss.named("logistic"),
                Dataset.of("noise", x, new Labels.Signs(y)),
                w,
                new Seed(0));
    for (int t = 0; t < steps; t++) {
      LinearProblem.step(course);
    }
    return course.position().weights().clone();
  }
}
