package gradus.flow;

import gradus.net.Block;
import gradus.num.BadInput;
import java.util.List;

/**
 * The state is the weights themselves and moves along g.
 *
 * @param dimension the number p of weights
 * @param blocks the layers they belong to
 */
record WeightMotion(int dimension, List<Block> blocks) implements Motion {
  /** The motion of the weights themselves, at whatever pace; else an error in the rule's name. */
  static WeightMotion of(Motion motion, String rule) {
    return switch (motion) {
      case WeightMotion weights -> weights;
      case RetimedMotion(Motion inner) -> of(inner, rule);
      default ->
          throw new BadInput(
              "the %s rule moves the weights themselves; take the standard dynamics with it"
                  .formatted(rule));
    };
  }

  @Override
  public Space space() {
    return Space.WEIGHTS;
  }

  @Override
  public double[] state(double[] w) {
    return w.clone();
  }

  @Override
  public double[] weights(double[] y) {
    return y;
  }

  @Override
  public void lift(double[] y, double[] g, double[] v) {
    System.arraycopy(g, 0, v, 0, dimension);
  }

  @Override
  public void push(double[] y, double[] v, double[] dw) {
    System.arraycopy(v, 0, dw, 0, dimension);
  }
}
