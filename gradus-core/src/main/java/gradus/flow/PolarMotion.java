package gradus.flow;

import gradus.loss.Risk;
import gradus.net.Block;
import gradus.net.Network;
import gradus.num.BadInput;
import gradus.num.Blas;
import java.util.Arrays;
import java.util.List;

/**
 * Layers by norm and direction, W_k = ρ_k V_k with ‖V_k‖ = 1: y = (V_1, …, V_K, ρ_1, …, ρ_K), then
 * what a turn carries for each layer, then a clock where the norms follow a schedule.
 */
final class PolarMotion implements Motion {
  private static final Blas BLAS = Blas.best();

  /** An entry of a direction that is zero but for round-off. */
  private static final double AT_ZERO = 1e-13;

  private final Layout at;
  private final Turn turn;
  private final Radius radius;
  private final double[] w;

  PolarMotion(Network network, Turn turn, Radius radius) {
    this(
        new Layout(
            network.parameters(),
            network.blocks(),
            turn.carries(),
            radius instanceof Radius.Scheduled),
        turn,
        radius);
  }

  private PolarMotion(Layout at, Turn turn, Radius radius) {
    this.at = at;
    this.turn = turn;
    this.radius = radius;
    this.w = new double[at.parameters()];
  }

  /** Where the parts of a state stand. */
  record Layout(int parameters, List<Block> blocks, boolean carries, boolean timed) {
    int layers() {
      return blocks.size();
    }

    int rho(int k) {
      return parameters + k;
    }

    int carried(int k) {
      return parameters + layers() + k;
    }

    int clock() {
      return dimension() - 1;
    }

    boolean trained(int k) {
      return blocks.get(k).trained();
    }

    int dimension() {
      return parameters + (carries ? 2 : 1) * layers() + (timed ? 1 : 0);
    }
  }

  @Override
  public int dimension() {
    return at.dimension();
  }

  @Override
  public Space space() {
    return Space.CURVED;
  }

  /** The norms and directions of w; a layer of zeros is refused. */
  @Override
  public double[] state(double[] w) {
    double[] y = new double[at.dimension()];
    for (int k = 0; k < at.layers(); k++) {
      Block block = at.blocks().get(k);
      double rho = turn.norm().of(block.size(), w, block.offset());
      if (rho == 0) {
        throw new BadInput(
            "the weights %s start at zero and have no direction to turn; start elsewhere, or take the standard dynamics"
                .formatted(block.name()));
      }
      y[at.rho(k)] = rho;
      for (int i = block.offset(); i < block.end(); i++) {
        y[i] = w[i] / rho;
      }
    }
    return y;
  }

  @Override
  public double[] weights(double[] y) {
    for (int k = 0; k < at.layers(); k++) {
      Block block = at.blocks().get(k);
      double rho = y[at.rho(k)];
      for (int i = block.offset(); i < block.end(); i++) {
        w[i] = rho * y[i];
      }
    }
    return w;
  }

  @Override
  public void lift(double[] y, double[] g, double[] v) {
    for (int k = 0; k < at.layers(); k++) {
      Block block = at.blocks().get(k);
      int n = block.size();
      int from = block.offset();
      double taken = turn.lift(n, from, y, y[at.rho(k)], g, v);
      v[at.rho(k)] = radius instanceof Radius.Free ? BLAS.dot(n, y, from, g, from) : 0;
      if (at.carries()) {
        v[at.carried(k)] = taken;
      }
    }
    if (at.timed()) {
      v[at.clock()] = 0;
    }
  }

  @Override
  public void push(double[] y, double[] v, double[] dw) {
    for (int k = 0; k < at.layers(); k++) {
      Block block = at.blocks().get(k);
      double rho = y[at.rho(k)];
      double growth = v[at.rho(k)];
      for (int i = block.offset(); i < block.end(); i++) {
        dw[i] = rho * v[i] + growth * y[i];
      }
    }
  }

  @Override
  public double drift(double[] y, Risk risk, double[] d) {
    if (!(radius instanceof Radius.Scheduled scheduled)) {
      return Double.NEGATIVE_INFINITY;
    }
    Arrays.fill(d, 0);
    return scheduled.drift(y, at, risk, d);
  }

  @Override
  public Motion rounded() {
    return new PolarMotion(at, turn.rounded(), radius);
  }

  @Override
  public double grain() {
    double epsilon = turn.norm().epsilon();
    return epsilon == 0 ? Motion.super.grain() : epsilon;
  }

  /** Signs of coordinates for p = 1, the places of the largest for p = ∞. */
  @Override
  public int[] sides(double[] y) {
    double p = turn.norm().p();
    if (p == 1) {
      int[] signs = new int[at.parameters()];
      Arrays.setAll(signs, i -> Math.abs(y[i]) < AT_ZERO ? 0 : (int) Math.signum(y[i]));
      return signs;
    }
    if (p < Double.POSITIVE_INFINITY) {
      return Motion.super.sides(y);
    }
    int[] places = new int[at.layers()];
    Arrays.setAll(
        places, k -> 1 + PNorm.largest(at.blocks().get(k).size(), y, at.blocks().get(k).offset()));
    return places;
  }

  @Override
  public int nearestJump(double[] y) {
    int nearest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < at.layers(); k++) {
      Block block = at.blocks().get(k);
      double top = Math.abs(y[PNorm.largest(block.size(), y, block.offset())]);
      for (int i = block.offset(); i < block.end(); i++) {
        double gap = turn.norm().p() == 1 ? Math.abs(y[i]) : top - Math.abs(y[i]);
        if (gap < least && (gap > 0 || turn.norm().p() == 1)) {
          least = gap;
          nearest = turn.norm().p() == 1 ? i : k;
        }
      }
    }
    return turn.norm().p() > 1 && turn.norm().p() < Double.POSITIVE_INFINITY ? -1 : nearest;
  }

  @Override
  public int scale(int i) {
    if (at.timed() && i == at.clock()) {
      return -1;
    }
    return i < at.parameters() ? 0 : i < at.parameters() + at.layers() ? 1 : 2;
  }

  @Override
  public String jump(int i) {
    if (turn.norm().p() > 1) {
      return "the maximum norm of " + at.blocks().get(i).name() + " where its largest entries tie";
    }
    for (Block block : at.blocks()) {
      if (i < block.end()) {
        int entry = i - block.offset();
        return "the 1-norm of %s where its entry [%d, %d] is zero"
            .formatted(block.name(), entry / block.cols(), entry % block.cols());
      }
    }
    return Motion.super.jump(i);
  }

  @Override
  public boolean mayRest() {
    return !(radius instanceof Radius.Scheduled scheduled && scheduled.endless());
  }

  @Override
  public double logRate(double logRisk) {
    return radius instanceof Radius.Scheduled scheduled && scheduled.perRisk()
        ? RetimedMotion.perRisk(logRisk)
        : 0;
  }

  @Override
  public void step(double[] y, double[] v, double factor, double[] next) {
    for (int k = 0; k < at.layers(); k++) {
      Block block = at.blocks().get(k);
      double taken = at.carries() ? factor * v[at.carried(k)] : 0;
      try {
        turn.step(block.size(), block.offset(), y, v, factor, taken, next);
      } catch (StepTooLong e) {
        throw new StepTooLong(block.name() + ": " + e.getMessage());
      }
    }
    if (radius instanceof Radius.Scheduled scheduled) {
      scheduled.step(y, at, v, factor, next);
      return;
    }
    for (int i = at.parameters(); i < next.length; i++) {
      next[i] = y[i] + factor * v[i];
    }
  }
}
