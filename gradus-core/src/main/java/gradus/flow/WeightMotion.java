package gradus.flow;

/**
 * The state is the weights themselves and moves along g.
 *
 * @param dimension the number p of weights
 */
record WeightMotion(int dimension) implements Motion {
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
