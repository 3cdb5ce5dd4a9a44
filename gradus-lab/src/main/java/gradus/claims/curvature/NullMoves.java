package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.curvature.Curvature;
import gradus.curvature.Spectrum;
import gradus.curvature.Subspace;
import gradus.curvature.Triviality;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.loss.Risk;
import gradus.net.Batch;
import gradus.net.Block;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** N-triv: which null directions leave the network the same function. */
record NullMoves() implements CurvatureClaim {
  private static final int D = 6;
  private static final int H = 3;

  /** The number of examples whose directions are shown. */
  private static final int SHOWN = 3;

  @Override
  public String id() {
    return "N-triv";
  }

  @Override
  public String place() {
    return "SI 6.2.2";
  }

  @Override
  public String statement() {
    return "A degeneracy is trivial if the network stays the same function along it. In the"
        + " overdetermined case every degeneracy is trivial; in the underdetermined one there are"
        + " both, and more data avoid the nontrivial ones.";
  }

  @Override
  public String formula() {
    return "\\text{trivial}\\iff\\exists\\epsilon>0:\\;f_w=f_{w+\\epsilon\\Delta w}";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    Network network = NetworkOnData.dense(D, Nonlinearity.linear(), H, 1);
    int wrongNontrivial = 0;
    int wrongTrivial = 0;
    double onExamples = 0;
    double straight = 0;
    double curved = 0;
    double changes = Double.POSITIVE_INFINITY;
    List<Triviality.Direction> shown = new ArrayList<>();
    int draws = budget.of(1, 10, 50);
    int most = 2 * D;
    double[] n = new double[most];
    double[] trivial = new double[most];
    double[] nontrivial = new double[most];
    for (int draw = 0; draw < draws; draw++) {
      for (int count = 1; count <= most; count++) {
        Seed own = seed.child(draw).child(count);
        double[] w = SquareFits.start(network, 1, own.child("teacher"));
        Risk risk = SquareFits.taught(network, w, count, own);
        Triviality found = triviality(risk, w, own);
        n[count - 1] = count;
        trivial[count - 1] = found.trivial();
        nontrivial[count - 1] = found.nontrivial();
        wrongNontrivial += found.nontrivial() == Math.max(0, D - count) ? 0 : 1;
        // 21 weights of a function with 6: all but these, whatever the data.
        wrongTrivial += found.trivial() == H * D + H - D ? 0 : 1;
        for (Triviality.Direction direction : found.directions()) {
          onExamples = Math.max(onExamples, direction.onExamples());
          if (draw == 0 && count == SHOWN) {
            shown.add(direction);
          }
          if (!direction.trivial()) {
            changes = Math.min(changes, direction.onFresh());
          }
          if (direction.trivial()) {
            straight = Math.max(straight, direction.onFresh());
            curved = Math.max(curved, direction.rate());
          }
        }
      }
    }
    Network relu = NetworkOnData.dense(3, Nonlinearity.relu(), 4, 1);
    int reluNontrivial = 0;
    int reluRescalings = 0;
    for (int draw = 0; draw < draws; draw++) {
      Seed own = seed.child("relu").child(draw);
      double[] w = SquareFits.start(relu, 2, own.child("teacher"));
      Risk risk = SquareFits.taught(relu, w, 80, own);
      Triviality found = triviality(risk, w, own);
      reluNontrivial += found.nontrivial();
      reluRescalings += apart(relu, w, risk) && found.trivial() != 4 ? 1 : 0;
    }
    return Judgement.of(
            Evidence.near(
                "largest change of fresh outputs at \\(\\epsilon=10^{-4}\\|w\\|\\) along a straight"
                    + " line in a trivial direction, over that of a random direction",
                straight,
                0,
                1e-9),
            Evidence.near("its rate to first order", curved, 0, 1e-7).ofCorrection(),
            Evidence.near(
                    "cases in which nontrivial directions are not \\((d-n)_+\\)",
                    wrongNontrivial,
                    0,
                    0)
                .ofCorrection(),
            Evidence.near(
                    "cases in which trivial directions are not \\(hd+h-d\\)", wrongTrivial, 0, 0)
                .ofCorrection(),
            Evidence.near(
                    "nontrivial directions of overdetermined ReLU networks", reluNontrivial, 0, 0)
                .ofCorrection(),
            Evidence.near(
                    "cases in which their trivial ones are not one rescaling for each of four units"
                        + " that differ in three examples",
                    reluRescalings,
                    0,
                    0)
                .ofCorrection(),
            // A nontrivial direction differs from a trivial one by orders: nothing lies between.
            Evidence.atLeast(
                    "least change of fresh outputs along a nontrivial direction, over that of a"
                        + " random direction",
                    changes,
                    1e-3)
                .ofCorrection(),
            Evidence.near(
                    "largest change on the examples along any null direction, per \\(\\epsilon\\)",
                    onExamples,
                    0,
                    0.1)
                .ofCorrection())
        .corrected(
            "\\(f_w=f_{w(\\epsilon)}\\) along a curve with tangent \\(\\Delta w\\): straight lines"
                + " leave it at second order, as \\((1+\\epsilon)(1-\\epsilon)<1\\) for a"
                + " rescaling. To first order everything is as it is said.")
        .with(
            Figure.of(
                    "null-moves",
                    "Null directions of a two-layer linear network",
                    Axis.linear("examples \\(n\\)"),
                    Axis.linear("how many"))
                .captioned(
                    "Six inputs, three hidden units. The nontrivial ones are gone at \\(n=d=6\\),"
                        + " the trivial ones stay.")
                .with(Series.line("trivial", n, trivial))
                .with(Series.line("nontrivial", n, nontrivial)))
        .with(moves(shown));
  }

  /** What moving along each null direction does. */
  private static Figure moves(List<Triviality.Direction> directions) {
    double[] place = new double[directions.size()];
    double[] examples = new double[place.length];
    double[] fresh = new double[place.length];
    for (int k = 0; k < place.length; k++) {
      place[k] = k + 1;
      examples[k] = directions.get(k).onExamples();
      fresh[k] = directions.get(k).onFresh();
    }
    return Figure.of(
            "null-directions",
            "Moving along each null direction",
            Axis.linear("null direction"),
            Axis.log10("change of the outputs"))
        .captioned(
            "Three examples of six inputs: outputs after a move by \\(10^{-4}\\|w\\|\\) less those"
                + " before, over those of a random direction. The first three directions change"
                + " what is said of fresh inputs, the others do not beyond second order.")
        .with(Series.points("fresh inputs", place, fresh))
        .with(Series.points("examples", place, examples));
  }

  /**
   * Whether any two units differ in as many examples as there are inputs, and no unit is off on all
   * but fewer. Between units that differ in fewer, weights can pass in directions that no example
   * sees, nor a fresh input unless it falls between the two kinks.
   */
  private static boolean apart(Network network, double[] w, Risk risk) {
    Block block = network.blocks().get(0);
    Batch batch = risk.examples().batch();
    List<BitSet> gates = new ArrayList<>();
    gates.add(new BitSet());
    for (int j = 0; j < block.rows(); j++) {
      BitSet on = new BitSet();
      for (int n = 0; n < batch.count(); n++) {
        double z = 0;
        for (int i = 0; i < block.cols(); i++) {
          z += w[block.offset() + j * block.cols() + i] * batch.inputs()[i * batch.stride() + n];
        }
        on.set(n, z > 0);
      }
      for (BitSet other : gates) {
        BitSet difference = (BitSet) other.clone();
        difference.xor(on);
        if (difference.cardinality() < block.cols()) {
          return false;
        }
      }
      gates.add(on);
    }
    return true;
  }

  private static Triviality triviality(Risk risk, double[] w, Seed seed) {
    risk.at(w);
    Network network = risk.network();
    Spectrum spectrum = Spectrum.of(Curvature.hessian(risk));
    Batch fresh = Batch.of(Vectors.gaussian(40, network.inputs(), seed.child("fresh").random()));
    return Triviality.of(
        network,
        w,
        Subspace.all(w.length),
        spectrum.nullity(1e-10),
        risk.examples().batch(),
        fresh);
  }
}
