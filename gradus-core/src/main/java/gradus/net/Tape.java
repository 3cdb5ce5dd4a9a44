package gradus.net;

import gradus.num.GatedSums;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that evaluating a network on one batch writes: the value and the tangent at each place
 * between layers, and the room the backward passes work in.
 *
 * <p>An activation whose derivative can be read off its value overwrites its pre-activations: that
 * saves a pass over memory that a second array would cost at every step.
 *
 * <p>Made once by {@link Network#tape} and reused; not for two threads at once.
 */
public final class Tape {
  final Batch batch;
  final double[][] values;
  final Adjoint adjoint;
  private final int[] widths;
  private final @Nullable GatedSums gatedSums;

  /** Given slopes in place of those that the signs name; null where the signs count. */
  final @Nullable Gates gates;

  // Second-order work needs as much room again; most runs never ask for it.
  private double @Nullable [][] tangents;
  private @Nullable Adjoint adjointTangent;
  private @Nullable FirstOrder firstOrder;

  /** Whether {@link #firstOrder} belongs to the values of the last forward pass. */
  boolean firstOrderKnown;

  Tape(Batch batch, int[] widths, boolean[] inPlace, @Nullable Block gated, @Nullable Gates gates) {
    this.batch = batch;
    this.gatedSums =
        gated == null
            ? null
            : GatedSums.of(gated.rows(), gated.cols(), batch.stride()).orElse(null);
    this.gates = gates;
    this.widths = widths;
    values = new double[widths.length][];
    values[0] = batch.inputs();
    int widest = 0;
    for (int s = 1; s < widths.length; s++) {
      values[s] =
          inPlace[s] ? values[s - 1] : new double[Math.multiplyExact(widths[s], batch.stride())];
      widest = Math.max(widest, widths[s]);
    }
    adjoint = new Adjoint(Math.multiplyExact(widest, batch.stride()));
  }

  /** The batch this tape evaluates on. */
  public Batch batch() {
    return batch;
  }

  /** The outputs f of the last forward pass, outputs x stride. */
  public double[] outputs() {
    return values[values.length - 1];
  }

  /** The directional derivatives of the outputs from the last {@link Network#jvp}, alike. */
  public double[] outputTangents() {
    return tangent(values.length - 1);
  }

  /** The sums for the hidden block of a head, where they pay. */
  @Nullable GatedSums gatedSums() {
    return gatedSums;
  }

  /** The pre-activation of a unit of a layer with kinks, from the last forward pass. */
  public double preActivation(KinkLayer layer, int unit, int example) {
    return values[layer.place()][unit * batch.stride() + example];
  }

  double[] tangent(int s) {
    if (tangents == null) {
      double[][] fresh = new double[widths.length][];
      for (int i = 0; i < widths.length; i++) {
        fresh[i] = new double[widths[i] * batch.stride()];
      }
      tangents = fresh;
    }
    return tangents[s];
  }

  Adjoint adjointTangent() {
    if (adjointTangent == null) {
      adjointTangent = new Adjoint(adjoint.now.length);
    }
    return adjointTangent;
  }

  /** What second-order passes share; room for it is made when it is first asked for. */
  FirstOrder firstOrder(List<Stage> plan) {
    if (firstOrder == null) {
      firstOrder = new FirstOrder(plan, widths, batch.stride());
    }
    return firstOrder;
  }

  /** The same, which {@link Network#adjoints} has made. */
  FirstOrder firstOrder() {
    if (firstOrder == null) {
      throw new IllegalStateException("second-order passes need the adjoints first");
    }
    return firstOrder;
  }

  /** An adjoint on its way down the layers: where it stands, and room for where it goes next. */
  static final class Adjoint {
    double[] now;
    double[] next;

    Adjoint(int size) {
      now = new double[size];
      next = new double[size];
    }

    void advance() {
      double[] was = now;
      now = next;
      next = was;
    }
  }
}
