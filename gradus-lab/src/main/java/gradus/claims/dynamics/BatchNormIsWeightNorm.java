package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Counterexample;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Flows;
import gradus.claims.model.Margins;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.SeparablePoints;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.flow.Dynamics;
import gradus.flow.FlowCourse;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.num.SymmetricEigen;
import java.util.Arrays;
import java.util.List;

/** B-12bn: batch and weight normalisation of one linear layer. */
record BatchNormIsWeightNorm() implements Claim {
  private static final int D = 3;

  @Override
  public String id() {
    return "B-12bn";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "§12, last paragraph");
  }

  @Override
  public String statement() {
    return "In the linear one-layer case batch normalisation is identical to weight normalisation,"
        + " and has the same rate of convergence.";
  }

  @Override
  public String formula() {
    return "\\gamma\\frac{w^T(x-\\mu)}{\\sqrt{w^T\\Sigma w}}\\quad\\text{beside}\\quad"
        + "g\\frac{v^Tx}{\\|v\\|}";
  }

  @Override
  public Verdict expected() {
    return Verdict.FAILS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double white = 0;
    double coloured = Double.POSITIVE_INFINITY;
    double moved = Double.POSITIVE_INFINITY;
    int draws = budget.of(1, 4, 20);
    for (int draw = 0; draw < draws; draw++) {
      Seed own = seed.child(draw);
      Matrix raw = SeparablePoints.draw(8, D, own.child("data"));
      // Stretched, so that no draw is nearly white.
      for (int n = 0; n < raw.rows(); n++) {
        raw.set(n, 0, 3 * raw.at(n, 0));
      }
      double[] w = Flows.start(NetworkOnData.dense(D, Nonlinearity.linear(), 1), 2, own);
      double last = budget.of(10, 50, 300);
      double[] other = both(raw, w, last);
      double[] same = both(whitened(raw), w, last);
      white = Math.max(white, same[0]);
      coloured = Math.min(coloured, other[0]);
      moved = Math.min(moved, same[1]);
    }
    double[] w = Vectors.times(0.5, Vectors.unit(Flows.start(network(), 1, seed)));
    Matrix example = Matrix.ofRows(new double[] {0.6, 0.8, 0});
    Dataset one = Flows.turned(example);
    Risk risk = new Risk(network(), Loss.named("exponential"), Examples.of(one));
    risk.at(w);
    double[] g = new double[w.length];
    risk.gradient(g);

    Matrix plane = Matrix.ofRows(new double[] {1, 1}, new double[] {3, -0.5});
    double[] start = {0.5, 0.1, 0.5};
    double late = budget.of(30.0, 300, 1000);
    FlowCourse batch = Flows.course(Dynamics.batchNorm(), network(2), mirrored(plane), start);
    FlowCourse weight =
        Flows.course(
            Dynamics.weightNorm(),
            NetworkOnData.dense(2, Nonlinearity.linear(), 1),
            mirrored(plane),
            Arrays.copyOf(start, 2));
    double[] ofBatch = Arrays.copyOf(Flows.follow(batch, late), 2);
    double[] ofWeight = Flows.follow(weight, late);
    double[] best = Margins.of(plane).direction();
    return Judgement.of(
            Evidence.near(
                "\\(\\Sigma\\ne I\\): relative distance of the trajectories, least over the draws",
                coloured,
                0,
                1e-7),
            Evidence.near(
                "two points in the plane: angle between the ends of both, at \\(\\log t=%.0f\\)"
                    .formatted(late),
                Directions.angle(ofBatch, ofWeight),
                0,
                0.05),
            Evidence.atLeast(
                "one example: size of the gradient under batch normalisation",
                Vectors.norm(g),
                1e-12),
            Evidence.near(
                    "\\(\\Sigma=I\\): largest relative distance of the trajectories",
                    white,
                    0,
                    1e-7)
                .ofCorrection(),
            // By the argument of 1/log t, with a constant of order one.
            Evidence.near(
                    "two points in the plane: angle of batch normalisation to the largest margin"
                        + " with \\(w^T\\Sigma w=1\\), \\((3,4)/5\\)",
                    Directions.angle(ofBatch, new double[] {3, 4}),
                    0,
                    10 / late)
                .ofCorrection(),
            Evidence.near(
                    "the same for weight normalisation and \\(\\|w\\|=1\\), \\((1,1)/\\sqrt2\\)",
                    Directions.angle(ofWeight, best),
                    0,
                    10 / late)
                .ofCorrection(),
            Evidence.atLeast("least growth of the weights", moved, 1.2).ofHypothesis())
        .corrected(
            "Batch normalisation divides by \\(\\sqrt{w^T\\Sigma w}\\), with \\(\\Sigma\\) the"
                + " covariance of the inputs: it is weight normalisation of the whitened inputs,"
                + " and tends to the largest margin with \\(w^T\\Sigma w=1\\). The two are the"
                + " same where \\(\\Sigma=I\\) and \\(\\mu=0\\). For one example, the case that"
                + " §12 analyses, the normalised activation is constant and nothing moves.")
        .refutedBy(
            Counterexample.study(
                    "The points \\((1,1)\\), \\((3,-\\frac12)\\) and their mirror images in the"
                        + " other class. Batch normalisation ends along \\((3,4)\\) (the first two"
                        + " weights; the third is the factor), weight normalisation along"
                        + " \\((1,1)\\).",
                    STUDY)
                .with("data.csv", "1,1,1\n3,-0.5,1\n-1,-1,-1\n-3,0.5,-1\n")
                .with("weights.json", "[[[0.5, 0.1]], [[0.5]]]\n"));
  }

  private static final String STUDY =
      """
      name: batch-norm-has-its-own-margin
      data: {file: data.csv, label: -1, header: false}
      network: [dense 1, batch-norm, dense 1]
      init: {file: weights.json}
      loss: exponential
      arms:
        - {name: batch-norm, dynamics: batch-norm, solver: flow, until: {log-time: 300}}
      """;

  private static Network network() {
    return network(D);
  }

  private static Network network(int d) {
    return Network.of(d, List.of(new Layer.Dense(1), new Layer.BatchNorm(), new Layer.Dense(1)));
  }

  /** The points with label 1 and their mirror images with label -1: mean zero. */
  private static Dataset mirrored(Matrix z) {
    Matrix x = Matrix.zeros(2 * z.rows(), z.cols());
    double[] y = new double[2 * z.rows()];
    for (int n = 0; n < z.rows(); n++) {
      for (int j = 0; j < z.cols(); j++) {
        x.set(2 * n, j, z.at(n, j));
        x.set(2 * n + 1, j, -z.at(n, j));
      }
      y[2 * n] = 1;
      y[2 * n + 1] = -1;
    }
    return Dataset.of("mirrored", x, new Labels.Signs(y));
  }

  /** Σ = ZᵀZ/N. */
  private static Matrix covariance(Matrix z) {
    Matrix sigma = Matrix.zeros(z.cols(), z.cols());
    for (int n = 0; n < z.rows(); n++) {
      for (int i = 0; i < z.cols(); i++) {
        for (int j = 0; j < z.cols(); j++) {
          sigma.set(i, j, sigma.at(i, j) + z.at(n, i) * z.at(n, j) / z.rows());
        }
      }
    }
    return sigma;
  }

  /** Z turned to the axes of Σ and divided by the deviations along them. */
  private static Matrix whitened(Matrix z) {
    SymmetricEigen eigen = SymmetricEigen.of(covariance(z));
    Matrix white = Matrix.zeros(z.rows(), z.cols());
    for (int n = 0; n < z.rows(); n++) {
      for (int k = 0; k < z.cols(); k++) {
        double along = 0;
        for (int j = 0; j < z.cols(); j++) {
          along += z.at(n, j) * eigen.vectors().at(j, k);
        }
        white.set(n, k, along / Math.sqrt(eigen.values()[k]));
      }
    }
    return white;
  }

  /** The largest relative distance of both trajectories, and by how much the weights grow. */
  private static double[] both(Matrix z, double[] w, double last) {
    Matrix sigma = covariance(z);
    double[] start = Arrays.copyOf(w, D + 1);
    start[D] = Math.sqrt(Vectors.dot(w, Vectors.product(sigma, w)));
    FlowCourse batch = Flows.course(Dynamics.batchNorm(), network(), mirrored(z), start);
    FlowCourse weight =
        Flows.course(
            Dynamics.weightNorm(),
            NetworkOnData.dense(D, Nonlinearity.linear(), 1),
            mirrored(z),
            w);
    double apart = 0;
    double[] effective = w;
    for (double logTime : new double[] {-2, 0, 1, 2, 5, last}) {
      double[] y = Flows.follow(batch, logTime);
      double[] into = Arrays.copyOf(y, D);
      double deviation = Math.sqrt(Vectors.dot(into, Vectors.product(sigma, into)));
      effective = Vectors.times(y[D] / deviation, into);
      double[] other = Flows.follow(weight, logTime);
      apart = Math.max(apart, Vectors.distance(effective, other) / Vectors.norm(other));
    }
    return new double[] {apart, Vectors.norm(effective) / Vectors.norm(w)};
  }
}
