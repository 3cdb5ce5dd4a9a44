package gradus.bench;

import gradus.loss.Examples;
import gradus.loss.Risk;
import gradus.num.Seed;

/** Products of the Hessian with a vector at a fixed point, one at a time or sixteen together. */
final class GradusProducts implements Step {
  static final int TOGETHER = 16;

  private final Risk risk;
  private final boolean together;
  private final double[] v;
  private final double[] product;
  private final double[] block;
  private final double[] products;

  GradusProducts(Problem problem, boolean together) {
    this.risk = new Risk(problem.network(), problem.loss(), Examples.of(problem.data()));
    this.together = together;
    risk.at(problem.weights());
    this.v = vector(problem);
    this.product = new double[v.length];
    this.block = new double[together ? TOGETHER * v.length : 0];
    this.products = new double[block.length];
    for (int i = 0; i < block.length; i++) {
      // The first direction is v, the others are no easier.
      block[i] = i % TOGETHER == 0 ? v[i / TOGETHER] : v[(i / TOGETHER + i) % v.length];
    }
  }

  /** The direction that both sides multiply with. */
  static double[] vector(Problem problem) {
    double[] v = new double[problem.network().parameters()];
    new Seed(21).normals(0, v);
    return v;
  }

  @Override
  public void run(long steps) {
    if (!together) {
      for (long t = 0; t < steps; t++) {
        risk.hessian(v, product);
      }
      return;
    }
    for (long t = 0; t < steps; t += TOGETHER) {
      risk.hessianBlock(block, products);
    }
  }

  @Override
  public double[] result() {
    double scale = Math.exp(risk.logScale());
    run(1);
    double[] result = new double[v.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = scale * (together ? products[TOGETHER * i] : product[i]);
    }
    return result;
  }

  @Override
  public void close() {
    // Nothing to give back.
  }
}
