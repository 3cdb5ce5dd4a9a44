package gradus.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.loss.Risk;
import gradus.net.Block;
import gradus.net.Draws;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Blas;
import gradus.num.LinearOperator;
import gradus.num.LinearOperatorContract;
import gradus.num.Seed;
import org.junit.jupiter.api.Test;

/** The terms against their definitions; their sum against differences of the field. */
final class FlowTermsTest extends LinearOperatorContract {
  private static final Seed SEED = new Seed(84);

  private final Network smooth = Draws.network(Nonlinearity.tanh(), 3, 5, 4, 1);
  private final Network rectified = Draws.network(Nonlinearity.relu(), 4, 6, 6, 1);

  /** The three terms of the standard flow together: none of them is symmetric. */
  @Override
  protected LinearOperator operator() {
    Risk risk = Risks.random(smooth, "exponential", 6, SEED);
    return sum(FlowTerms.standard(risk, Risks.weights(smooth, 2, SEED)));
  }

  private static LinearOperator sum(FlowTerms terms) {
    LinearOperator first = terms.terms().getFirst().operator();
    return new LinearOperator() {
      @Override
      public int rows() {
        return first.rows();
      }

      @Override
      public int cols() {
        return first.cols();
      }

      @Override
      public void apply(double[] x, double[] y) {
        double[] one = new double[y.length];
        java.util.Arrays.fill(y, 0);
        for (FlowTerms.Term term : terms.terms()) {
          term.operator().apply(x, one);
          Blas.best().axpy(y.length, 1, one, 0, y, 0);
        }
      }

      @Override
      public void applyTransposed(double[] y, double[] x) {
        double[] one = new double[x.length];
        java.util.Arrays.fill(x, 0);
        for (FlowTerms.Term term : terms.terms()) {
          term.operator().applyTransposed(y, one);
          Blas.best().axpy(x.length, 1, one, 0, x, 0);
        }
      }
    };
  }

  @Test
  void terms_exponentialLoss_haveTheValuesOfTheStructuralLemma() {
    Risk risk = Risks.random(rectified, "exponential", 5, SEED);
    double[] w = Risks.weights(rectified, 2, SEED);
    int k = rectified.blocks().size();
    FlowTerms lagrange = FlowTerms.lagrange(risk, w);
    double[] v = lagrange.directions();
    double squares = 0;
    double sum = 0;
    // In units of the risk q_n stands for e^{-yf}/Σ, and y f for ρ f̃.
    for (int n = 0; n < 5; n++) {
      squares += risk.weight(n) * risk.margin(n) * risk.margin(n);
      sum += risk.weight(n) * risk.margin(n);
    }
    double size = squares + Math.abs(sum);
    assertThat(lagrange.terms().get(0).form(v))
        .isCloseTo(-k * k * squares, within(1e-12 * k * k * size));
    assertThat(lagrange.terms().get(1).form(v))
        .isCloseTo(k * (k - 1) * sum, within(1e-12 * k * k * size));
    assertThat(lagrange.terms().get(2).form(v)).isCloseTo(-k * sum, within(1e-12 * k * size));
    FlowTerms standard = FlowTerms.standard(risk, w);
    double turning = 0;
    for (Block block : rectified.blocks()) {
      double rho = Blas.best().nrm2(block.size(), w, block.offset());
      turning -= 2 * sum / (rho * rho);
    }
    assertThat(standard.terms().get(0).form(v)).isCloseTo(0, within(1e-12 * size));
    assertThat(standard.terms().get(1).form(v)).isCloseTo(turning, within(1e-11 * size));
    assertThat(standard.terms().get(2).form(v)).isCloseTo(0, within(1e-12 * size));
  }

  @Test
  void sum_ofBothFlows_isTheDerivativeOfTheField() {
    Risk risk = Risks.random(smooth, "exponential", 6, SEED);
    double[] w = Risks.weights(smooth, 2, SEED);
    double[] u = Draws.normal(w.length, SEED.child("u"));
    for (boolean lagrange : new boolean[] {true, false}) {
      FlowTerms terms = lagrange ? FlowTerms.lagrange(risk, w) : FlowTerms.standard(risk, w);
      double[] product = new double[w.length];
      sum(terms).apply(u, product);
      Blas.best().scal(w.length, Math.exp(risk.logScale()), product, 0);
      double[] lambda = terms.lambda();
      for (int i = 0; i < lambda.length; i++) {
        lambda[i] *= Math.exp(risk.logScale());
      }
      double h = 1e-5;
      double[] ahead = field(risk, w, u, h, lagrange ? lambda : null);
      double[] behind = field(risk, w, u, -h, lagrange ? lambda : null);
      for (int i = 0; i < w.length; i++) {
        double difference = (ahead[i] - behind[i]) / (2 * h);
        assertThat(product[i]).isCloseTo(difference, within(1e-7 * (1 + Math.abs(difference))));
      }
    }
  }

  /** V̇ at V + tu with the norms of w. */
  private static double[] field(
      Risk risk,
      double[] w,
      double[] u,
      double t,
      double @org.jspecify.annotations.Nullable [] lambda) {
    double[] moved = new double[w.length];
    double[] v = new double[w.length];
    var blocks = risk.network().blocks();
    double[] rho = new double[blocks.size()];
    for (int k = 0; k < rho.length; k++) {
      Block block = blocks.get(k);
      rho[k] = Blas.best().nrm2(block.size(), w, block.offset());
      for (int i = block.offset(); i < block.end(); i++) {
        v[i] = w[i] / rho[k] + t * u[i];
        moved[i] = rho[k] * v[i];
      }
    }
    risk.at(moved);
    double[] g = new double[w.length];
    risk.gradient(g);
    double[] out = new double[w.length];
    for (int k = 0; k < rho.length; k++) {
      Block block = blocks.get(k);
      double along = 0;
      for (int i = block.offset(); i < block.end(); i++) {
        g[i] *= Math.exp(risk.logScale());
        along += v[i] * g[i];
      }
      for (int i = block.offset(); i < block.end(); i++) {
        out[i] =
            lambda == null
                ? -(g[i] - along * v[i]) / rho[k]
                : -rho[k] * g[i] - 2 * lambda[k] * v[i];
      }
    }
    risk.at(w);
    return out;
  }
}
