package gradus.curvature;

import gradus.loss.Risk;
import gradus.net.Batch;
import gradus.net.Block;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Shape;
import gradus.net.Tape;
import gradus.num.Blas;
import gradus.num.Matrix;
import gradus.num.Svd;
import gradus.num.SymmetricEigen;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The directions at w along which the risk should be flat to second order, kind by kind: tangents
 * of the symmetries of the network, and what the examples cannot see.
 *
 * <p>A tangent ξ of a symmetry has Hξ = -(Dξ)ᵀ∇R̂, which is zero at stationary points and only
 * there; whether it is null is for the Hessian to say ({@link NullSplit}).
 */
final class Symmetries {
  /** Singular values of the examples below this share of the largest count as zero. */
  private static final double RANK = 1e-12;

  /** Units are alike if their directions differ by no more. */
  private static final double ALIKE = 1e-9;

  private final Risk risk;
  private final double[] w;
  private final Network network;
  private final List<HiddenLayer> hidden;

  Symmetries(Risk risk, double[] w) {
    this.risk = risk;
    this.w = w;
    this.network = risk.network();
    this.hidden = HiddenLayer.of(network);
  }

  /** Shows all directions, kind after kind in the order of {@link SymmetryKind}. */
  void each(BiConsumer<SymmetryKind, double[]> sink) {
    hidden.forEach(layer -> deadUnits(layer, sink));
    unseenInputs(sink);
    hidden.stream().filter(HiddenLayer::normalised).forEach(layer -> normalised(layer, sink));
    hidden.forEach(layer -> rescalings(layer, true, sink));
    hidden.forEach(layer -> rescalings(layer, false, sink));
    hidden.stream()
        .filter(layer -> layer.linear() && !layer.normalised())
        .forEach(layer -> mixings(layer, sink));
    unheardOutputs(sink);
    hidden.forEach(layer -> equalUnits(layer, sink));
    hidden.forEach(layer -> unusedUnits(layer, sink));
  }

  private double[] zero() {
    return new double[w.length];
  }

  private void unit(SymmetryKind kind, int place, BiConsumer<SymmetryKind, double[]> sink) {
    double[] direction = zero();
    direction[place] = 1;
    sink.accept(kind, direction);
  }

  private void deadUnits(HiddenLayer layer, BiConsumer<SymmetryKind, double[]> sink) {
    if (!layer.sigma().hasOffSide()) {
      return;
    }
    Batch batch = risk.examples().batch();
    Network before = network.upTo(layer.place());
    Tape tape = before.tape(batch);
    before.forward(w, tape);
    int places = before.outputs() / layer.units();
    for (int j = 0; j < layer.units(); j++) {
      boolean off = true;
      for (int row = j * places; row < (j + 1) * places; row++) {
        for (int n = 0; n < batch.count(); n++) {
          off &= tape.outputs()[row * batch.stride() + n] < 0;
        }
      }
      if (off) {
        for (int i = 0; i < layer.in().cols(); i++) {
          unit(SymmetryKind.DEAD_UNITS, layer.into(j, i), sink);
        }
        for (int r = 0; r < layer.hands(); r++) {
          unit(SymmetryKind.DEAD_UNITS, layer.outOf(j, r), sink);
        }
      }
    }
  }

  /** For each layer with weights, what is orthogonal to all that the examples show it. */
  private void unseenInputs(BiConsumer<SymmetryKind, double[]> sink) {
    int block = 0;
    for (int s = 0; s < network.layers().size(); s++) {
      Layer layer = network.layers().get(s);
      if (layer instanceof Layer.Dense || layer instanceof Layer.Convolution) {
        Block own = network.blocks().get(block++);
        Matrix unseen = complement(shown(s));
        for (int j = 0; j < own.rows(); j++) {
          for (int k = 0; k < unseen.cols(); k++) {
            double[] direction = zero();
            for (int i = 0; i < own.cols(); i++) {
              direction[own.offset() + j * own.cols() + i] = unseen.at(i, k);
            }
            sink.accept(SymmetryKind.UNSEEN_INPUTS, direction);
          }
        }
      }
    }
  }

  /** What the examples show the layer at a place, one a row: to a convolution, patch by patch. */
  private Matrix shown(int place) {
    Batch batch = risk.examples().batch();
    double[] values = batch.inputs();
    Shape shape = network.shape();
    if (place > 0) {
      Network before = network.upTo(place);
      Tape tape = before.tape(batch);
      before.forward(w, tape);
      values = tape.outputs();
      shape = before.outputShape();
    }
    List<int[]> patches =
        network.layers().get(place) instanceof Layer.Convolution convolution
            ? convolution.window().patches(shape)
            : List.of(IntStream.range(0, shape.size()).toArray());
    Matrix x = Matrix.zeros(batch.count() * patches.size(), patches.getFirst().length);
    for (int row = 0; row < x.rows(); row++) {
      int[] patch = patches.get(row / batch.count());
      for (int i = 0; i < patch.length; i++) {
        int at = patch[i] * batch.stride() + row % batch.count();
        x.set(row, i, patch[i] < 0 ? 0 : values[at]);
      }
    }
    return x;
  }

  /** An orthonormal basis of what is orthogonal to all rows, in the columns. */
  private static Matrix complement(Matrix x) {
    int d = x.cols();
    Svd svd = Svd.of(x);
    int rank = svd.norm() == 0 ? 0 : svd.rank(RANK);
    Matrix seen = Matrix.zeros(d, rank);
    for (int i = 0; i < d; i++) {
      for (int k = 0; k < rank; k++) {
        seen.set(i, k, svd.v().at(i, k));
      }
    }
    // The projector on what is seen has eigenvalues 0 and 1; those of 0 are the first.
    Matrix vectors =
        rank == 0 ? Matrix.identity(d) : SymmetricEigen.of(seen.times(seen.transpose())).vectors();
    Matrix rest = Matrix.zeros(d, d - rank);
    for (int i = 0; i < d; i++) {
      for (int k = 0; k < d - rank; k++) {
        rest.set(i, k, vectors.at(i, k));
      }
    }
    return rest;
  }

  /** While all layers behind are linear: W_k moves where the product behind it is zero. */
  private void unheardOutputs(BiConsumer<SymmetryKind, double[]> sink) {
    @Nullable Matrix behind = null;
    for (int k = hidden.size() - 1; k >= 0; k--) {
      HiddenLayer layer = hidden.get(k);
      boolean last = layer.out().equals(network.blocks().getLast());
      boolean follows = behind != null || last;
      if (!layer.linear() || layer.normalised() || layer.channels() || !follows) {
        return;
      }
      Block out = layer.out();
      Matrix weights =
          Matrix.wrap(out.rows(), out.cols(), Arrays.copyOfRange(w, out.offset(), out.end()));
      behind = behind == null ? weights : behind.times(weights);
      Matrix unheard = complement(behind);
      for (int c = 0; c < unheard.cols(); c++) {
        for (int i = 0; i < layer.in().cols(); i++) {
          double[] direction = zero();
          for (int j = 0; j < layer.units(); j++) {
            direction[layer.into(j, i)] = unheard.at(j, c);
          }
          sink.accept(SymmetryKind.UNHEARD_OUTPUTS, direction);
        }
      }
    }
  }

  private void normalised(HiddenLayer layer, BiConsumer<SymmetryKind, double[]> sink) {
    for (int j = 0; j < layer.units(); j++) {
      double[] direction = zero();
      for (int i = 0; i < layer.in().cols(); i++) {
        direction[layer.into(j, i)] = w[layer.into(j, i)];
      }
      sink.accept(SymmetryKind.NORMALISED_UNITS, direction);
    }
  }

  private void rescalings(
      HiddenLayer layer, boolean together, BiConsumer<SymmetryKind, double[]> sink) {
    OptionalInt degree = layer.degree();
    if (degree.isEmpty() || layer.normalised()) {
      return;
    }
    double[] all = zero();
    for (int j = 0; j < layer.units(); j++) {
      double[] direction = together ? all : zero();
      for (int i = 0; i < layer.in().cols(); i++) {
        direction[layer.into(j, i)] = w[layer.into(j, i)];
      }
      for (int r = 0; r < layer.hands(); r++) {
        direction[layer.outOf(j, r)] = -degree.getAsInt() * w[layer.outOf(j, r)];
      }
      if (!together) {
        sink.accept(SymmetryKind.NEURON_RESCALING, direction);
      }
    }
    if (together) {
      sink.accept(SymmetryKind.LAYER_RESCALING, all);
    }
  }

  private void mixings(HiddenLayer layer, BiConsumer<SymmetryKind, double[]> sink) {
    for (int a = 0; a < layer.units(); a++) {
      for (int b = 0; b < layer.units(); b++) {
        if (a != b) {
          double[] direction = zero();
          for (int i = 0; i < layer.in().cols(); i++) {
            direction[layer.into(a, i)] = w[layer.into(b, i)];
          }
          for (int r = 0; r < layer.hands(); r++) {
            direction[layer.outOf(b, r)] = -w[layer.outOf(a, r)];
          }
          sink.accept(SymmetryKind.LINEAR_MIXING, direction);
        }
      }
    }
  }

  /** What unit a gives and b takes, for each pair of a unit with the first that is like it. */
  private void equalUnits(HiddenLayer layer, BiConsumer<SymmetryKind, double[]> sink) {
    int m = layer.units();
    boolean homogeneous = layer.degree().isPresent() || layer.normalised();
    for (int b = 0; b < m; b++) {
      for (int a = 0; a < b; a++) {
        double c = ratio(layer, a, b);
        if (c > 0 && (homogeneous || Math.abs(c - 1) <= ALIKE)) {
          trade(layer, a, b, c, sink);
          break;
        }
      }
    }
  }

  /** The c with w_b = c w_a for the weights into two units, or 0. */
  private double ratio(HiddenLayer layer, int a, int b) {
    int n = layer.in().cols();
    Blas blas = Blas.best();
    double ab = blas.dot(n, w, layer.into(a, 0), w, layer.into(b, 0));
    double aa = blas.dot(n, w, layer.into(a, 0), w, layer.into(a, 0));
    double bb = blas.dot(n, w, layer.into(b, 0), w, layer.into(b, 0));
    if (aa == 0 || bb == 0) {
      return 0;
    }
    double[] rest = Arrays.copyOfRange(w, layer.into(b, 0), layer.into(b, 0) + n);
    blas.axpy(n, -ab / aa, w, layer.into(a, 0), rest, 0);
    return blas.nrm2(n, rest, 0) <= ALIKE * Math.sqrt(bb) ? ab / aa : 0;
  }

  private void trade(
      HiddenLayer layer, int a, int b, double c, BiConsumer<SymmetryKind, double[]> sink) {
    // σ(c z) = c^k σ(z); behind batch normalisation, and for other activations, c plays no part.
    int degree = layer.normalised() ? 0 : layer.degree().orElse(0);
    for (int r = 0; r < layer.hands(); r++) {
      double[] direction = zero();
      direction[layer.outOf(b, r)] = 1;
      direction[layer.outOf(a, r)] = -Math.pow(c, degree);
      sink.accept(SymmetryKind.EQUAL_UNITS, direction);
    }
    if (layer.normalised()) {
      return;
    }
    // The weights into them can move against each other where what they give is alike as well.
    double share = outputRatio(layer, a, b);
    if (share != 0) {
      double factor = share * Math.pow(c, layer.degree().isPresent() ? degree - 1 : 0);
      for (int i = 0; i < layer.in().cols(); i++) {
        double[] direction = zero();
        direction[layer.into(b, i)] = 1;
        direction[layer.into(a, i)] = -factor;
        sink.accept(SymmetryKind.EQUAL_UNITS, direction);
      }
    }
  }

  /** The κ with v_b = κ v_a for the weights out of two units, or 0. */
  private double outputRatio(HiddenLayer layer, int a, int b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int r = 0; r < layer.hands(); r++) {
      ab += w[layer.outOf(a, r)] * w[layer.outOf(b, r)];
      aa += w[layer.outOf(a, r)] * w[layer.outOf(a, r)];
      bb += w[layer.outOf(b, r)] * w[layer.outOf(b, r)];
    }
    return aa > 0 && bb > 0 && ab * ab >= (1 - ALIKE) * aa * bb ? ab / aa : 0;
  }

  private void unusedUnits(HiddenLayer layer, BiConsumer<SymmetryKind, double[]> sink) {
    for (int j = 0; j < layer.units(); j++) {
      boolean used = false;
      for (int r = 0; r < layer.hands(); r++) {
        used |= w[layer.outOf(j, r)] != 0;
      }
      for (int i = 0; i < layer.in().cols() && !used; i++) {
        unit(SymmetryKind.UNUSED_UNITS, layer.into(j, i), sink);
      }
    }
  }
}
