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

  private final Layout at;
  private final Turn turn;
  private final Radius radius;
  private final double[] w;

  PolarMotion(Network network, Turn turn, Radius radius) {
    this.at =
        new Layout(
            network.parameters(),
            network.blocks(),
            turn.carries(),
            radius instanceof Radius.Scheduled);
    this.turn = turn;
    this.radius = radius;
    this.w = new double[network.parameters()];
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
