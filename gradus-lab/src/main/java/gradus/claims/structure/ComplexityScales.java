package gradus.claims.structure;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * B-E1: the Rademacher average of a class of networks is its norm times that of the normalised.
 *
 * <p>Two-layer ReLU networks on the plane, where each supremum is exact: Σ_n σ_n f(x_n) = Σ_j a_j
 * ‖w_j‖ φ(u_j) with φ(u) = Σ_n σ_n max(⟨u, x_n⟩, 0), which is linear on each arc between two
 * directions at right angles to an example. The average is over all 2^N signs.
 */
record ComplexityScales() implements Claim {
  private static final double[][] SPLITS = {{1, 1}, {6, 1}, {1, 6}, {2, 3}, {12, 0.5}};

  @Override
  public String id() {
    return "B-E1";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "equation 1");
  }

  @Override
  public String statement() {
    return "The Rademacher average of ReLU networks with layer norms "
        + "\\(\\rho_1,\\dots,\\rho_K\\) is \\(\\rho=\\prod\\rho_k\\) "
        + "times that of networks with layers of norm one.";
  }

  @Override
  public String formula() {
    return "\\mathbb R_N(\\mathbb F)=\\rho\\,\\mathbb R_N(\\tilde{\\mathbb F})";
  }

  @Override
  public List<String> assumptions() {
    return List.of("layer norms at most \\(\\rho_k\\)");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int n = budget.of(6, 10, 14);
    Matrix x = Vectors.gaussian(n, 2, seed.child("data").random());
    double worst = 0;
    double reached = Double.POSITIVE_INFINITY;
    double one = average(x, SPLITS[0]);
    RandomGenerator random = seed.child("networks").random();
    for (double[] split : SPLITS) {
      double rho = split[0] * split[1];
      worst = Math.max(worst, Math.abs(average(x, split) / (rho * one) - 1));
    }
    double exceeded = Double.NEGATIVE_INFINITY;
    for (int s = 0; s < 1 << n; s += 7) {
      double[] signs = signs(s, n);
      double[] best = best(x, signs, 2);
      double supremum = 3 * Math.abs(correlation(x, signs, best));
      exceeded = Math.max(exceeded, byNetworks(x, signs, random) / supremum - 1);
      reached = Math.min(reached, atBest(x, signs, best) / supremum);
    }
    // Sums of N products over 2^N signs; round-off 1e-16 each.
    return Judgement.of(
        Evidence.near(
            "largest \\(|\\mathbb "
                + "R_N(\\rho_1,\\rho_2)/(\\rho\\,\\mathbb R_N(1,1))-1|\\) "
                + "over five splits",
            worst,
            0,
            1e-12),
        Evidence.atMost(
            "largest excess of a random network over the supremum, relative", exceeded, 1e-12),
        Evidence.near(
            "least share of the supremum reached by the network built for it", reached, 1, 1e-12));
  }

  /** (1/N) E sup over all signs, each supremum found afresh with hidden weights of norm ρ_1. */
  private static double average(Matrix x, double[] split) {
    int n = x.rows();
    double sum = 0;
    for (int s = 0; s < 1 << n; s++) {
      double[] signs = signs(s, n);
      sum += split[1] * Math.abs(correlation(x, signs, best(x, signs, split[0])));
    }
    return sum / n / (1 << n);
  }

  /**
   * The u of norm ρ_1 that makes |φ(u)| largest: the turning point of an arc, or one of its ends.
   */
  private static double[] best(Matrix x, double[] signs, double rho) {
    int n = x.rows();
    double[] ends = new double[2 * n + 1];
    for (int i = 0; i < n; i++) {
      double angle = Math.atan2(x.at(i, 1), x.at(i, 0));
      ends[2 * i] = Math.IEEEremainder(angle + Math.PI / 2, 2 * Math.PI);
      ends[2 * i + 1] = Math.IEEEremainder(angle - Math.PI / 2, 2 * Math.PI);
    }
    ends[2 * n] = Double.POSITIVE_INFINITY;
    Arrays.sort(ends);
    ends[2 * n] = ends[0] + 2 * Math.PI;
    double[] winner = {rho, 0};
    for (int arc = 0; arc < 2 * n; arc++) {
      double middle = (ends[arc] + ends[arc + 1]) / 2;
      double[] slope = new double[2];
      for (int i = 0; i < n; i++) {
        if (Math.cos(middle) * x.at(i, 0) + Math.sin(middle) * x.at(i, 1) > 0) {
          slope = Vectors.plus(slope, signs[i], x.row(i));
        }
      }
      double peak = Math.atan2(slope[1], slope[0]);
      for (double candidate : new double[] {peak, peak + Math.PI, ends[arc], ends[arc + 1]}) {
        double[] u = {rho * Math.cos(candidate), rho * Math.sin(candidate)};
        if (Math.abs(correlation(x, signs, u)) > Math.abs(correlation(x, signs, winner))) {
          winner = u;
        }
      }
    }
    return winner;
  }

  private static double correlation(Matrix x, double[] signs, double[] u) {
    double sum = 0;
    for (int i = 0; i < signs.length; i++) {
      sum += signs[i] * Math.max(u[0] * x.at(i, 0) + u[1] * x.at(i, 1), 0);
    }
    return sum;
  }

  /** The most that random networks with norms (2, 3) reach. */
  private static double byNetworks(Matrix x, double[] signs, RandomGenerator random) {
    NetworkOnData model = new NetworkOnData(NetworkOnData.dense(2, Nonlinearity.relu(), 4, 1), x);
    double most = 0;
    for (int draw = 0; draw < 5; draw++) {
      double[] v = model.directions(Vectors.gaussian(model.network().parameters(), random));
      double[] w = Vectors.plus(Vectors.times(2, model.layer(v, 0)), 3, model.layer(v, 1));
      most = Math.max(most, Math.abs(Vectors.dot(signs, model.values(w))));
    }
    return most;
  }

  /** What the network with one live unit in the best direction reaches, norms (2, 3). */
  private static double atBest(Matrix x, double[] signs, double[] best) {
    NetworkOnData model = new NetworkOnData(NetworkOnData.dense(2, Nonlinearity.relu(), 4, 1), x);
    double[] w = new double[model.network().parameters()];
    System.arraycopy(best, 0, w, 0, 2);
    w[model.network().blocks().get(1).offset()] = 3;
    return Math.abs(Vectors.dot(signs, model.values(w)));
  }

  private static double[] signs(int bits, int n) {
    double[] signs = new double[n];
    for (int i = 0; i < n; i++) {
      signs[i] = (bits >> i & 1) == 0 ? -1 : 1;
    }
    return signs;
  }
}
