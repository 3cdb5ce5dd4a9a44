package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.curvature.Curvature;
import gradus.curvature.Jacobian;
import gradus.curvature.NullSplit;
import gradus.curvature.Nullity;
import gradus.curvature.Spectrum;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Mark;
import gradus.figure.Series;
import gradus.loss.Risk;
import gradus.net.Block;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * N-T3: at zero square loss the Hessian has the zero eigenvalues that the sizes of layers demand.
 */
record ZeroLossNullity() implements CurvatureClaim {
  private static final double TOLERANCE = 1e-10;

  @Override
  public String id() {
    return "N-T3";
  }

  @Override
  public List<String> also() {
    return List.of("N-L1", "A-4");
  }

  @Override
  public String place() {
    return "Theorem 3";
  }

  @Override
  public String statement() {
    return "At a twice differentiable point of zero square loss, if some layer has"
        + " \\(N_kN_{k-1}>n\\min(N_k,\\dots,N_{H+1})\\), the Hessian has a zero eigenvalue.";
  }

  @Override
  public String formula() {
    return "N_kN_{k-1}>n\\min(N_k,\\dots,N_{H+1})\\;\\Rightarrow\\;\\dim\\ker\\nabla^2L(w^*)\\ge "
        + "N_kN_{k-1}-n\\min(N_k,\\dots,N_{H+1})";
  }

  @Override
  public List<String> assumptions() {
    return List.of("the loss is zero (below 1e-24) and no example lies on a kink");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    Tally tally = new Tally();
    int draws = budget.of(3, 15, 60);
    for (int draw = 0; draw < draws; draw++) {
      Seed own = seed.child(draw);
      Nonlinearity sigma = draw % 3 == 2 ? Nonlinearity.relu() : Nonlinearity.tanh();
      int[] widths = new int[2 + draw / 3 % 3];
      Arrays.fill(widths, 5 + draw % 4);
      widths[widths.length - 1] = 1;
      Network network = NetworkOnData.dense(6, sigma, widths);
      tally.take(SquareFits.random(network, 4 + draw % 3, own), sigma, own.child("start"));
    }
    double[] places = IntStream.range(0, tally.shown.length).asDoubleStream().toArray();
    return Judgement.of(
            Evidence.atLeast(
                    "share of networks that reached zero loss", tally.reached / (double) draws, 0.8)
                .ofHypothesis(),
            Evidence.atLeast("least of nullity less what the theorem demands", tally.spare, 0),
            Evidence.near(
                "networks that the theorem speaks of but without zero eigenvalue",
                tally.without,
                0,
                0),
            Evidence.atMost(
                "most by which a layer's block exceeds its bound in rank", tally.rank, 0),
            Evidence.near(
                "largest \\(\\|H\\delta\\|/\\|H\\|\\|\\delta\\|\\) along a rescaling of a ReLU"
                    + " unit",
                tally.rescaling,
                0,
                1e-10),
            Evidence.near(
                "null directions that neither symmetry nor rank explains", tally.rest, 0, 0))
        .with(
            Figure.of(
                    "zero-loss-spectrum",
                    "Spectrum at zero loss",
                    Axis.linear("place"),
                    Axis.log10("\\(|\\lambda|/\\max|\\lambda|\\)"))
                .captioned(
                    "A tanh network with two hidden layers: as many eigenvalues stand above the"
                        + " cliff as there are examples.")
                .with(Series.points("tanh", places, tally.shown))
                .with(Mark.atY(TOLERANCE, "tolerance")))
        .noting(
            ("With one output the nullity is P - n wherever the Jacobian has full rank: found in %d"
                 + " of %d networks. The theorem's own number is what one layer alone demands, and"
                 + " less.")
                .formatted(tally.full, tally.reached));
  }

  /** The worst of what the networks showed. */
  private static final class Tally {
    private int reached;
    private int full;
    private int without;
    private int spare = Integer.MAX_VALUE;
    private int rank = Integer.MIN_VALUE;
    private int rest;
    private double rescaling;
    private double[] shown = {};

    void take(Risk risk, Nonlinearity sigma, Seed seed) {
      Optional<double[]> found = SquareFits.zero(risk, seed, 25);
      if (found.isEmpty()) {
        return;
      }
      double[] w = found.get();
      reached++;
      Network network = risk.network();
      int n = risk.examples().count();
      Spectrum spectrum = Spectrum.of(Curvature.hessian(risk));
      Nullity nullity = spectrum.nullity(TOLERANCE);
      Jacobian jacobian = Jacobian.at(network, w, risk.examples().batch());
      int demanded = Integer.MIN_VALUE;
      List<Block> blocks = network.blocks();
      for (int k = 0; k < blocks.size(); k++) {
        int least = Integer.MAX_VALUE;
        for (int j = k; j < blocks.size(); j++) {
          least = Math.min(least, blocks.get(j).rows());
        }
        Block block = blocks.get(k);
        demanded = Math.max(demanded, block.size() - n * least);
        int own = jacobian.columns(block.offset(), block.end()).rank(1e-12);
        rank = Math.max(rank, own - n * least);
      }
      spare = Math.min(spare, nullity.count() - Math.max(demanded, 0));
      without += demanded > 0 && nullity.count() == 0 ? 1 : 0;
      full += nullity.count() == w.length - n ? 1 : 0;
      rest = Math.max(rest, NullSplit.of(risk, w, nullity, spectrum.scale()).rest());
      if (sigma.equals(Nonlinearity.relu())) {
        rescalings(risk, w, spectrum.scale());
      } else if (blocks.size() == 3 || shown.length == 0) {
        double[] values = spectrum.values().clone();
        for (int i = 0; i < values.length; i++) {
          values[i] = Math.max(Math.abs(values[i]) / spectrum.scale(), 1e-20);
        }
        Arrays.sort(values);
        shown =
            IntStream.range(0, values.length)
                .mapToDouble(i -> values[values.length - 1 - i])
                .toArray();
      }
    }

    /** Each unit's weights in scaled up, and those out of it down. */
    private void rescalings(Risk risk, double[] w, double scale) {
      List<Block> blocks = risk.network().blocks();
      double[] image = new double[w.length];
      for (int k = 0; k + 1 < blocks.size(); k++) {
        Block in = blocks.get(k);
        Block out = blocks.get(k + 1);
        for (int j = 0; j < in.rows(); j++) {
          double[] delta = new double[w.length];
          for (int i = 0; i < in.cols(); i++) {
            delta[in.offset() + j * in.cols() + i] = w[in.offset() + j * in.cols() + i];
          }
          for (int r = 0; r < out.rows(); r++) {
            delta[out.offset() + r * out.cols() + j] = -w[out.offset() + r * out.cols() + j];
          }
          risk.hessian(delta, image);
          rescaling = Math.max(rescaling, Vectors.norm(image) / scale / Vectors.norm(delta));
        }
      }
    }
  }
}
