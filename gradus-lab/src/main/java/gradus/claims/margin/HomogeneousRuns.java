package gradus.claims.margin;

import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Flows of all homogeneous networks from some starts each: what ji2020 §4.3 states is read off
 * them.
 *
 * @param runs draw after draw, within a draw one of each network
 */
record HomogeneousRuns(List<HomogeneousRun> runs, double poolDefect) {

  /** What the statements on these flows have in common. */
  interface Statement extends Claim {
    /** The part of §4.3. */
    String part();

    @Override
    default Source source() {
      return Source.of(Document.JI2020, "§4.3, " + part());
    }

    @Override
    default List<String> assumptions() {
      return List.of("\\(\\hat R(w_0)<1/n\\), the exponential loss.");
    }

    @Override
    default Verdict expected() {
      return Verdict.HOLDS;
    }
  }

  /** One run of each network for each of some draws. */
  static HomogeneousRuns follow(double scale, int draws, int doublings, Seed seed) {
    List<HomogeneousRun> runs = new ArrayList<>();
    for (int draw = 0; draw < draws; draw++) {
      for (HomogeneousNetwork network : HomogeneousNetwork.all()) {
        Seed own = seed.child(draw).child(network.label());
        runs.add(HomogeneousRun.first(network, scale, doublings, own));
      }
    }
    return new HomogeneousRuns(runs, HomogeneousNetwork.defect(seed.child("pool")));
  }

  /** What the statements assume, as met, with what stands for a max-pool. */
  List<Evidence> hypotheses() {
    double ready = runs.stream().mapToDouble(HomogeneousRun::ready).max().orElseThrow();
    return List.of(
        Evidence.atMost("largest \\(\\ln(n\\hat R)\\) where a run begins", ready, 0).ofHypothesis(),
        Evidence.near(
                "max-pool as \\((a-b)_++b_+-(-b)_+\\): outputs and gradient off those of the"
                    + " layer",
                poolDefect,
                0,
                1e-12)
            .ofHypothesis());
  }

  /** The names of the networks. */
  List<String> names() {
    return HomogeneousNetwork.all().stream().map(HomogeneousNetwork::label).toList();
  }

  /** The largest reading of all runs. */
  double largest(ToDoubleFunction<HomogeneousRun> reading) {
    return runs.stream().mapToDouble(reading).max().orElseThrow();
  }

  /** The largest reading for each network. */
  double[] largestOfEach(ToDoubleFunction<HomogeneousRun> reading) {
    return names().stream()
        .mapToDouble(
            name ->
                runs.stream()
                    .filter(run -> run.name().equals(name))
                    .mapToDouble(reading)
                    .max()
                    .orElseThrow())
        .toArray();
  }

  /** A figure with the first run of each network. */
  Figure draw(
      Figure figure, Function<HomogeneousRun, double[]> x, Function<HomogeneousRun, double[]> y) {
    Figure drawn = figure;
    for (HomogeneousRun run : runs.subList(0, names().size())) {
      drawn = drawn.with(Series.line(run.name(), x.apply(run), y.apply(run)));
    }
    return drawn;
  }

  /** Which networks, for a note. */
  static String networks() {
    return "Linear, two linear layers, two ReLU and two leaky-ReLU layers, a convolution (three"
        + " filters of 1x3 on four coordinates) with ReLU or with a max-pool over its two"
        + " places, then a dense layer. The flow follows a tie of the pool as the kink of"
        + " \\((a-b)_+\\). Those with shared weights start where the flow at fixed norms of"
        + " the layers, 4 each, has come to rest: from random weights they pass saddles of"
        + " the margin, and their directions still went 0.05 at each doubling of \\(\\log"
        + " t\\) up to \\(\\log t=7000\\), which decides nothing.";
  }
}
