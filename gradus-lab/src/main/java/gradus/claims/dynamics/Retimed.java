package gradus.claims.dynamics;

import gradus.flow.Dynamics;
import gradus.flow.Motion;
import gradus.loss.Risk;
import gradus.net.Network;
import gradus.num.LogSum;
import java.util.Arrays;

/**
 * ẇ = -γ ∇R̂(w) with Ṫ = γ carried along, T = ∫γ: a flow with a learning rate.
 *
 * <p>For one course at a time: {@link #logIntegral} belongs to the weights last read.
 */
final class Retimed implements Dynamics {
  /** The rates that are tried. */
  enum Rate {
    /** γ = 1/(1 + t), T = log(1 + t). */
    INVERSE_TIME("\\(\\gamma=1/(1+t)\\)"),
    /** γ = e^{-t}, T = 1 - e^{-t}. */
    FINITE("\\(\\gamma=e^{-t}\\)"),
    /** γ = 1/L. */
    INVERSE_RISK("\\(\\gamma=1/L\\)");

    private final String words;

    Rate(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    /** Where the two are compared, in the flow's own log t. */
    double[] logTimes() {
      return this == INVERSE_TIME
          ? new double[] {0, 1, 2, 4, 7, 10}
          : new double[] {-2, -1, 0, 1, 2};
    }

    boolean knowsIntegral() {
      return this != INVERSE_RISK;
    }

    /** ∫γ up to log t, where it is known. */
    double integral(double logTime) {
      double t = Math.exp(logTime);
      return this == INVERSE_TIME ? Math.log1p(t) : -Math.expm1(-t);
    }
  }

  private final Rate rate;
  private double last;

  Retimed(Rate rate) {
    this.rate = rate;
  }

  /** log ∫γ at the weights that were read last. */
  double logIntegral() {
    return rate == Rate.INVERSE_RISK ? last + LogSum.log1mExp(-last) : Math.log(last);
  }

  @Override
  public String label() {
    return "retimed";
  }

  @Override
  public Motion motion(Network network) {
    return new Timed(network.parameters());
  }

  /** The state is w and T, for γ = 1/L log(1 + T), which grows evenly there. */
  private final class Timed implements Motion {
    private final int p;
    private final double[] w;

    Timed(int p) {
      this.p = p;
      this.w = new double[p];
    }

    /** γ where it depends on T alone. */
    private double gamma(double[] y) {
      return switch (rate) {
        case INVERSE_TIME -> Math.exp(-y[p]);
        case FINITE -> 1 - y[p];
        case INVERSE_RISK -> 1;
      };
    }

    @Override
    public int dimension() {
      return p + 1;
    }

    @Override
    public double[] state(double[] start) {
      return Arrays.copyOf(start, p + 1);
    }

    @Override
    public double[] weights(double[] y) {
      System.arraycopy(y, 0, w, 0, p);
      last = y[p];
      return w;
    }

    @Override
    public void lift(double[] y, double[] g, double[] v) {
      double gamma = gamma(y);
      for (int i = 0; i < p; i++) {
        v[i] = gamma * g[i];
      }
      v[p] = 0;
    }

    @Override
    public void push(double[] y, double[] v, double[] dw) {
      System.arraycopy(v, 0, dw, 0, p);
    }

    @Override
    public double drift(double[] y, Risk risk, double[] d) {
      Arrays.fill(d, 0);
      d[p] = 1;
      return rate == Rate.INVERSE_RISK ? -y[p] : Math.log(gamma(y));
    }

    @Override
    public double logRate(double logRisk) {
      return rate == Rate.INVERSE_RISK ? -logRisk : 0;
    }
  }
}
